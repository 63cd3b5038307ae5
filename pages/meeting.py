"""Meeting: the agenda, one matter at a time, what is decided and who does what by when; the meetings that were; and
the paper for the board."""

from sgdata.ui.meeting import show_meeting
from sgdata.ui.open_page import open_page
from sgdata.ui.pack import show_pack

scope = open_page("meeting")
show_meeting(scope)
show_pack(scope)
