"""Part-time timetables: who has only some school, and until when."""

from sgdata.ui.navigation import BY_NAME
from sgdata.ui.open_page import open_page
from sgdata.ui.panels import show_page

scope = open_page("part_time")
show_page(scope, BY_NAME["part_time"])
