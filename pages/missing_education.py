"""Children missing education: who has no school, who has only some of it, and for how long."""

from sgdata.ui.navigation import BY_NAME
from sgdata.ui.open_page import open_page
from sgdata.ui.panels import show_page

scope = open_page("missing_education")
show_page(scope, BY_NAME["missing_education"])
