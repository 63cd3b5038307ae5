"""Follow-ups: what is late, what has no date, and whether we do what we say."""

from sgdata.ui.navigation import BY_NAME
from sgdata.ui.open_page import open_page
from sgdata.ui.panels import show_page

scope = open_page("follow_ups")
show_page(scope, BY_NAME["follow_ups"])
