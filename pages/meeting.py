"""Meeting: the agenda, one matter at a time, what is decided and who does what by when; and the meetings that were."""

from sgdata.ui.meeting import show_meeting
from sgdata.ui.open_page import open_page

scope = open_page("meeting")
show_meeting(scope)
