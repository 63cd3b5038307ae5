"""LADO: whether the local authority designated officer was told in time."""

from sgdata.ui.navigation import BY_NAME
from sgdata.ui.open_page import open_page
from sgdata.ui.panels import show_page

scope = open_page("lado")
show_page(scope, BY_NAME["lado"])
