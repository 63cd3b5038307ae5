"""How it is counted: every indicator with its rule, query and worked examples; the clauses; the words of the field."""

from sgdata.ui.definitions import show_coverage, show_glossary, show_indicators
from sgdata.ui.open_page import open_page

scope = open_page("definitions")
show_indicators(scope)
show_coverage(scope)
show_glossary()
