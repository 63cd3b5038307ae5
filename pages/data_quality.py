"""Data quality: what was loaded and cannot be quite right, each with its rows."""

from sgdata.ui.navigation import BY_NAME
from sgdata.ui.open_page import open_page
from sgdata.ui.panels import show_page

scope = open_page("data_quality")
show_page(scope, BY_NAME["data_quality"])
