"""Meeting: the agenda, one matter at a time, what is decided and who does what by when; the meetings that were; and
the paper for the board."""

from sgdata.ui.meeting import show_meeting
from sgdata.ui.open_page import open_page

show_meeting(open_page("meeting"))
