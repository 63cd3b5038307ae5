"""Several vulnerabilities: which children carry them, which go together, and whether anybody has acted."""

from sgdata.ui.navigation import BY_NAME
from sgdata.ui.open_page import open_page
from sgdata.ui.panels import show_page

scope = open_page("vulnerable")
show_page(scope, BY_NAME["vulnerable"])
