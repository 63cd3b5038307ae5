"""Attendance: who misses school, how much, and whether anybody asks why."""

from sgdata.ui.navigation import BY_NAME
from sgdata.ui.open_page import open_page
from sgdata.ui.panels import show_page

scope = open_page("attendance")
show_page(scope, BY_NAME["attendance"])
