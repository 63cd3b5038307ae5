"""A small world as typed rows, and the plain notions of the conventions: what exists, what is open, who is on roll."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import TypeVar, cast

from sgdata.tables import Table
from sgdata.tables.adults import Allegation, LowLevelConcern
from sgdata.tables.attendance import Mark, Suspension
from sgdata.tables.children import Child
from sgdata.tables.concerns import Action, Concern, Referral
from sgdata.tables.governance import Assurance, Meeting, Policy, WhistleblowingReport
from sgdata.tables.missing import MissingEducation, MissingEpisode
from sgdata.tables.part_time import PartTimeTimetable, TimetableReview
from sgdata.tables.providers import CalendarEntry, Provider, Return
from sgdata.tables.staff import StaffMember, Supervision, Training
from tests.support import TableText

Row = TypeVar("Row", bound=Table)


@dataclass(frozen=True, eq=False)
class World:
    """Every table as typed rows; of rows with one key the last."""

    children: list[Child]
    providers: list[Provider]
    calendar: list[CalendarEntry]
    returns: list[Return]
    attendance: list[Mark]
    suspensions: list[Suspension]
    part_time_timetables: list[PartTimeTimetable]
    timetable_reviews: list[TimetableReview]
    missing_education: list[MissingEducation]
    missing_episodes: list[MissingEpisode]
    concerns: list[Concern]
    actions: list[Action]
    referrals: list[Referral]
    allegations: list[Allegation]
    low_level_concerns: list[LowLevelConcern]
    staff: list[StaffMember]
    training: list[Training]
    supervision: list[Supervision]
    meetings: list[Meeting]
    policies: list[Policy]
    assurances: list[Assurance]
    whistleblowing: list[WhistleblowingReport]

    @classmethod
    def of(cls, tables: Mapping[str, TableText]) -> "World":
        """The world that these tables of text tell of."""

        def rows(model: type[Row]) -> list[Row]:
            header, *lines = tables.get(model.TABLE, [[]])
            by_key: dict[tuple[object, ...], Row] = {}
            for line in lines:
                row = cast(Row, model.read_row(dict(zip(header, line, strict=True))))
                by_key[tuple(getattr(row, name) for name in model.KEY)] = row
            return list(by_key.values())

        return cls(
            children=rows(Child),
            providers=rows(Provider),
            calendar=rows(CalendarEntry),
            returns=rows(Return),
            attendance=rows(Mark),
            suspensions=rows(Suspension),
            part_time_timetables=rows(PartTimeTimetable),
            timetable_reviews=rows(TimetableReview),
            missing_education=rows(MissingEducation),
            missing_episodes=rows(MissingEpisode),
            concerns=rows(Concern),
            actions=rows(Action),
            referrals=rows(Referral),
            allegations=rows(Allegation),
            low_level_concerns=rows(LowLevelConcern),
            staff=rows(StaffMember),
            training=rows(Training),
            supervision=rows(Supervision),
            meetings=rows(Meeting),
            policies=rows(Policy),
            assurances=rows(Assurance),
            whistleblowing=rows(WhistleblowingReport),
        )


@cache
def child_of(world: World, child_id: str | None) -> Child | None:
    """The child's own row; None where there is no such row."""
    for child in world.children:
        if child.child_id == child_id:
            return child
    return None


def provider_of_child(world: World, child_id: str | None) -> str | None:
    """The school or setting of the child today."""
    child = child_of(world, child_id)
    return child.provider_id if child else None


def has_social_worker(world: World, child_id: str | None) -> bool:
    """An empty `social_worker` counts as no."""
    child = child_of(world, child_id)
    return child is not None and child.social_worker is True


def is_own_provider(world: World, provider_id: str) -> bool:
    """An empty `providers.own` counts as no."""
    return any(provider.provider_id == provider_id and provider.own is True for provider in world.providers)


def day_of(moment: date | datetime) -> date:
    """The date of a time; a date as it is."""
    return moment.date() if isinstance(moment, datetime) else moment


def has_happened(moment: date | datetime | None, as_at: date) -> bool:
    """Whether it is there and not after the end of `as_at`: an event dated after `as_at` has not happened."""
    return moment is not None and day_of(moment) <= as_at


def is_in_period(moment: date | datetime | None, since: date, as_at: date) -> bool:
    """From `since` to `as_at`, both included."""
    return moment is not None and since <= day_of(moment) <= as_at


def is_recorded(recorded_at: datetime | None, as_at: date) -> bool:
    """A record whose `recorded_at` is after `as_at` does not exist yet."""
    return recorded_at is None or day_of(recorded_at) <= as_at


def is_open(started: date | datetime | None, ended: date | datetime | None, as_at: date) -> bool:
    """Started by `as_at` (an empty start: it was always there) and not ended (the end is the first day without)."""
    if started is not None and day_of(started) > as_at:
        return False
    return ended is None or day_of(ended) > as_at


def is_on_roll(child: Child, day: date) -> bool:
    """On roll on that day."""
    return is_open(child.on_roll_from, child.on_roll_to, day)


def is_before(answer: date | datetime, question: date | datetime | None) -> bool:
    """Whether an answer is dated before its question: times compared as times, a date with anything as dates."""
    if question is None:
        return False
    if isinstance(answer, datetime) and isinstance(question, datetime):
        return answer < question
    return day_of(answer) < day_of(question)
