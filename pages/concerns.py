"""Concerns: how many, about what, and whether everyone was told who must be."""

from sgdata.ui.navigation import BY_NAME
from sgdata.ui.open_page import open_page
from sgdata.ui.panels import show_page

scope = open_page("concerns")
show_page(scope, BY_NAME["concerns"])
