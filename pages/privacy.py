"""Privacy: what is held, who sees what, and what is not protected."""

from sgdata.ui.open_page import open_page
from sgdata.ui.privacy import show_privacy

scope = open_page("privacy")
show_privacy(scope)
