"""What each setting was expected to send, and whether it came."""

from dataclasses import dataclass
from datetime import date, timedelta

from sgdata.sample.csv_files import Row
from sgdata.sample.school_terms import FIXED_DATE, Span, academic_years_of, half_terms
from sgdata.sample.world import World

# In a virtual school every sixteenth setting from the eighth on has stopped sending registers since this day.
SILENT_SINCE = date(2026, 10, 1)
SILENT_EVERY, FIRST_SILENT = 16, 7


@dataclass(frozen=True)
class Returns:
    """The rows of the returns table, and the months of which no register came, by setting."""

    rows: list[Row]
    not_received: dict[str, list[Span]]


def make_returns(world: World) -> Returns:
    """Monthly registers, and half-termly lists of part-time timetables. The month that is not over is asked
    for up to the last day of data. The mentoring provider's own setting sends nothing to itself."""
    draws = world.draws("returns")
    rows: list[Row] = []
    not_received: dict[str, list[Span]] = {}
    present = _days_with_pupils(world)
    for number, setting in enumerate(world.settings):
        if setting.own or setting.phase == "post16":
            continue
        is_careless = draws.chance(0.15)
        silent = world.kind == "virtual_school" and number % SILENT_EVERY == FIRST_SILENT
        for span in _months(world.years):
            received = _received(draws.chance(0.12 if is_careless else 0.015), span, draws.whole(1, 9))
            if silent and span[0] >= SILENT_SINCE:
                received = None
            if received is None:
                not_received.setdefault(setting.provider_id, []).append(span)
            has_pupils = _touches(present.get(setting.provider_id, []), span)
            nil = None if received is None else not has_pupils
            rows.append(_row(setting.provider_id, "attendance", span, received, nil))
        for span in _half_terms(world.years):
            received = _received(draws.chance(0.2 if is_careless else 0.04), span, draws.whole(2, 15))
            rows.append(_row(setting.provider_id, "part_time_timetables", span, received, None))
    return Returns(rows, not_received)


def fill_nil_returns(returns: Returns, timetables: list[Row]) -> None:
    """Says of each list of part-time timetables that came whether it was empty."""
    spans_of: dict[str, list[Span]] = {}
    for row in timetables:
        since, until = row["started_on"], row["ended_on"] or FIXED_DATE
        if isinstance(since, date) and isinstance(until, date):
            spans_of.setdefault(str(row["provider_id"]), []).append((since, until))
    for row in returns.rows:
        start, end = row["period_from"], row["period_to"]
        if row["table"] == "part_time_timetables" and row["received_on"] and isinstance(start, date):
            assert isinstance(end, date)
            row["nil_return"] = not _touches(spans_of.get(str(row["provider_id"]), []), (start, end))


def _received(is_lost: bool, span: Span, days: int) -> date | None:
    """The day the return came: some days after its last day; the last one came on the last day of data."""
    return None if is_lost else min(span[1] + timedelta(days=days), FIXED_DATE)


def _months(years: int) -> list[Span]:
    """September to July of each year, to the last day of data."""
    spans = []
    for year in academic_years_of(years):
        for month in (9, 10, 11, 12, 1, 2, 3, 4, 5, 6, 7):
            start = date(year if month >= 9 else year + 1, month, 1)
            following = date(start.year + month // 12, month % 12 + 1, 1)
            if start <= FIXED_DATE:
                spans.append((start, min(following - timedelta(days=1), FIXED_DATE)))
    return spans


def _half_terms(years: int) -> list[Span]:
    """The half-terms that are over on the last day of data."""
    return [span for year in academic_years_of(years) for span in half_terms(year) if span[1] < FIXED_DATE]


def _days_with_pupils(world: World) -> dict[str, list[Span]]:
    """The stretches in which a child of compulsory school age is with each setting."""
    spans: dict[str, list[Span]] = {}
    for child in world.children:
        for stay in child.stays:
            since, last = (max(stay.since, child.school_age[0]), min(stay.until, child.school_age[1]))
            if since < last:
                spans.setdefault(stay.provider_id, []).append((since, last - timedelta(days=1)))
            if child.second_register is not None:
                spans.setdefault(child.second_register.provider_id, []).append((stay.since, stay.until))
    return spans


def _touches(spans: list[Span], period: Span) -> bool:
    return any(since <= period[1] and period[0] <= until for since, until in spans)


def _row(provider_id: str, table: str, span: Span, received: date | None, nil: bool | None) -> Row:
    return {
        "provider_id": provider_id,
        "table": table,
        "period_from": span[0],
        "period_to": span[1],
        "received_on": received,
        "nil_return": nil,
    }
