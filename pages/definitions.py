"""How it is counted: every indicator with its rule, query and worked examples, and what covers each clause."""

from sgdata.ui.definitions import show_coverage, show_indicators
from sgdata.ui.open_page import open_page

scope = open_page("definitions")
show_indicators(scope)
show_coverage(scope)
