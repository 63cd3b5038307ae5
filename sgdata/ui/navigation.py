"""The pages: their order, titles, questions and themes; and the links between them."""

from dataclasses import dataclass

import streamlit as st

from sgdata.measures.indicator import Indicator, Theme
from sgdata.release import ask
from sgdata.settings import audience


@dataclass(frozen=True)
class Page:
    """One page: `themes` are those whose indicators it shows, `breakdown` the one it opens with."""

    name: str
    title: str
    question: str
    themes: tuple[Theme, ...] = ()
    leads: tuple[str, ...] = ()
    """The indicators that come first: their sentences answer the page's question, the first is broken down."""
    breakdown: str = ""
    for_leaders: bool = True
    """Whether the process that leaders reach offers it."""

    @property
    def file(self) -> str:
        return f"pages/{self.name}.py"

    def indicators(self) -> list[Indicator]:
        """The indicators of its themes, those that lead first."""
        found = {indicator.id: indicator for indicator in ask.indicators(self.themes)}
        return [found[one] for one in dict.fromkeys((*self.leads, *found))]


PAGES = (
    Page("overview", "Overview", "What needs us now?"),
    Page("meeting", "Meeting", "What do we decide, and who does what by when?"),
    Page(
        "concerns",
        "Concerns",
        "What are we worried about, and does everyone know who must?",
        ("concerns",),
        ("concerns_raised", "reported_to_dsl_same_day", "social_worker_informed", "concerns_open_over_28_days"),
        "category_group",
    ),
    Page(
        "missing_education",
        "Children missing education",
        "Who has no school, and since when?",
        ("missing_education",),
        (
            "missing_education_open",
            "missing_education_over_20_school_days",
            "not_in_full_time_education",
            "missing_education_contact_in_5_school_days",
        ),
        "year_group",
    ),
    Page(
        "part_time",
        "Part-time timetables",
        "Who has only some school, and until when?",
        ("part_time",),
        ("part_time_open", "part_time_past_end", "part_time_review_overdue", "part_time_unregistered"),
        "year_group",
    ),
    Page(
        "attendance",
        "Attendance",
        "Who misses school, and does anybody ask why?",
        ("attendance",),
        ("absence", "persistent_absence", "severe_absence", "ten_days_unauthorised"),
        "phase",
    ),
    Page(
        "follow_ups",
        "Follow-ups",
        "Do we do what we said we would?",
        ("follow_ups",),
        ("actions_overdue", "actions_undated", "actions_on_time", "actions_put_back"),
        "owner_role",
    ),
    Page("cohorts", "At-risk cohorts", "Who is at greater risk, and is it more than chance?"),
    Page(
        "vulnerable",
        "Several vulnerabilities",
        "Which children carry several at once, and has anybody acted?",
        ("cohorts",),
        ("several_vulnerabilities", "vulnerable_not_acted_on"),
        "year_group",
    ),
    Page(
        "training",
        "Training",
        "Is everyone trained, above all those who lead?",
        ("staff",),
        ("dsl_trained_in_two_years", "training_people_in_date"),
        "role",
    ),
    Page(
        "lado",
        "LADO",
        "Was the local authority designated officer told in time?",
        ("adults",),
        ("lado_in_one_working_day", "lado_not_yet_contacted"),
        "criterion",
    ),
    Page(
        "governance",
        "Governance",
        "Is safeguarding on every agenda, and are our promises in date?",
        ("governance",),
        ("meetings_with_safeguarding_item", "policies_in_date"),
        "kind",
    ),
    Page(
        "data_quality",
        "Data quality",
        "What in the data cannot be quite right?",
        ("data_quality",),
        ("data_keys_that_lead_nowhere", "data_dates_out_of_order"),
    ),
    Page("data", "Data", "What came in, what was taken, and who has not sent anything?", for_leaders=False),
    Page("definitions", "How it is counted", "What does each figure ask, and by whose rule?"),
    Page("privacy", "Privacy", "What is held, who sees what, and what is not protected?"),
)
BY_NAME = {page.name: page for page in PAGES}
BY_THEME = {theme: page for page in PAGES for theme in page.themes}


def offered() -> list[Page]:
    """The pages that this process offers."""
    return [page for page in PAGES if page.for_leaders or audience() == "practitioners"]


def go_to_overview() -> None:
    """The home address leads to the overview and keeps what the address asks for."""
    st.switch_page(BY_NAME["overview"].file, query_params=dict(st.query_params))


def show_links() -> None:
    """The menu."""
    for page in offered():
        st.page_link(page.file, label=page.title)
