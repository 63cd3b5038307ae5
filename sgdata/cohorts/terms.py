"""The last finished terms: where the store knows none, by fixed dates."""

from datetime import date, timedelta
from itertools import chain

from sgdata.calendar import academic_year
from sgdata.measures.measure import Asked
from sgdata.store.reading import Cursor

TERMS = 3
LONGEST_BREAK = timedelta(days=12)
"""Between two halves of a term; the holidays between terms are longer."""


def last_terms(cursor: Cursor, as_at: date) -> list[Asked]:
    """The last three terms that ended before the date, oldest first: each asked at its end, since its first day."""
    halves = cursor.rows(
        "SELECT DISTINCT date_from, date_to FROM calendar WHERE kind = 'term' AND provider_id IS NULL "
        "ORDER BY date_from, date_to"
    )
    known = _joined([(half["date_from"], half["date_to"]) for half in halves])
    found = [term for term in known if term[1] < as_at] or _by_fixed_dates(as_at)
    return [Asked(last, first) for first, last in found[-TERMS:]]


def _joined(halves: list[tuple[date, date]]) -> list[tuple[date, date]]:
    terms: list[tuple[date, date]] = []
    for first, last in halves:
        if terms and first - terms[-1][1] <= LONGEST_BREAK:
            terms[-1] = (terms[-1][0], max(terms[-1][1], last))
        else:
            terms.append((first, last))
    return terms


def _by_fixed_dates(as_at: date) -> list[tuple[date, date]]:
    """Autumn to the end of the year, spring to mid-April, summer to the end of July."""
    year = academic_year(as_at)
    years = chain.from_iterable(
        (
            (date(one, 9, 1), date(one, 12, 31)),
            (date(one + 1, 1, 1), date(one + 1, 4, 15)),
            (date(one + 1, 4, 16), date(one + 1, 7, 31)),
        )
        for one in (year - 1, year)
    )
    return [term for term in years if term[1] < as_at]
