"""Overview: what needs us now, what runs out next, what changed, area by area, and what we do not know."""

from sgdata.ui.meeting import show_promises
from sgdata.ui.open_page import open_page
from sgdata.ui.outlook import show_outlook
from sgdata.ui.overview import show_areas, show_changes, show_cohort, show_matters, show_tour, show_unknown

scope = open_page("overview")
show_tour()
show_matters(scope)
show_promises(scope)
show_outlook(scope)
show_changes(scope)
show_areas(scope)
show_unknown(scope)
show_cohort(scope)
