"""Training: whether everyone is in date, above all those who lead."""

from sgdata.ui.navigation import BY_NAME
from sgdata.ui.open_page import open_page
from sgdata.ui.panels import show_page

scope = open_page("training")
show_page(scope, BY_NAME["training"])
