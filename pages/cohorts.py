"""At-risk cohorts: which groups of children differ from everyone else by more than chance would explain."""

from sgdata.ui.cohorts import show_cohorts
from sgdata.ui.open_page import open_page

scope = open_page("cohorts")
show_cohorts(scope)
