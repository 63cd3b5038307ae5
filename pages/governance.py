"""Governance: meetings, policies, assurances, whistleblowing and returns."""

from sgdata.ui.navigation import BY_NAME
from sgdata.ui.open_page import open_page
from sgdata.ui.panels import show_page

scope = open_page("governance")
show_page(scope, BY_NAME["governance"])
