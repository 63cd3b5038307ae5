"""Data: bring exports, see and correct what they are taken for, load; what was loaded; who has sent what."""

from sgdata.ui.data import show_data, show_first_load
from sgdata.ui.open_page import open_page

scope = open_page("data", begin=show_first_load)
show_data(scope)
