"""Overview: what needs us now, area by area, and what we do not know."""

from sgdata.ui.open_page import open_page
from sgdata.ui.outlook import show_outlook
from sgdata.ui.overview import show_areas, show_cohort, show_matters

scope = open_page("overview")
show_matters(scope)
show_outlook(scope)
show_areas(scope)
show_cohort(scope)
