"""Draws the marks of children over the school days: seasons, weekdays, spells, habits, the rarer codes."""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from sgdata.sample.child import Child
from sgdata.sample.draws import Draws
from sgdata.sample.school_terms import FIXED_DATE

# Attending codes first, so that a number up to that of L says "in school".
CODES = (
    *("/", "\\", "L", "V", "P", "W", "B", "K", "D", "U"),
    *("I", "M", "C", "C2", "E", "J1", "R", "S", "T", "G", "N", "O", "X", "Y1", "H", "J", "-"),
)
_NUMBERS = {code: number for number, code in enumerate(CODES)}

MONTHS = {9: 72, 10: 95, 11: 117, 12: 138, 1: 128, 2: 116, 3: 102, 4: 95, 5: 94, 6: 98, 7: 112}
WEEKDAYS = (104, 95, 93, 97, 119)

# Why somebody is away, in parts of a thousand, by how the child attends.
REASONS = {
    "steadily": {"I": 604, "M": 130, "C": 80, "O": 66, "G": 62, "R": 18, "T": 10, "J1": 14, "N": 16},
    "unsteadily": {"I": 418, "M": 76, "C": 96, "O": 346, "G": 30, "R": 8, "T": 8, "J1": 6, "N": 12},
    "rarely": {"I": 268, "M": 32, "C": 78, "O": 604, "G": 0, "R": 0, "T": 6, "J1": 2, "N": 10},
}
LATE = {"steadily": 0.012, "unsteadily": 0.05, "rarely": 0.09}
# Codes of before August 2024, sessions without transport, activities: one in so many sessions each.
ONE_IN = {"V": 380, "P": 900, "B": 700, "K": 1800, "W": 3000, "H": 42_000, "J": 52_000, "-": 900}


@dataclass(frozen=True)
class Marks:
    """Code numbers by day and session; when a mark was changed late, by place in the flat day x session."""

    codes: NDArray[np.uint8]
    late_changes: dict[int, str]


def code_number(code: str) -> np.uint8:
    """The number that stands for a code in `Marks.codes`."""
    return np.uint8(_NUMBERS[code])


def drawn_marks(children: list[Child], days: list[date], draws: Draws) -> list[Marks]:
    """The marks of each child as if it were on a roll on each of `days`: the caller leaves out the others."""
    numbers, shape = draws.numbers, (len(children), len(days))
    away_share = _away_shares(children, days, draws)
    spell = _spells(shape, draws)
    absent_draw = np.take_along_axis(numbers.random(shape), spell, axis=1)
    reason_draw = np.take_along_axis(numbers.random(shape), spell, axis=1)
    half_day = numbers.random((*shape, 2))
    rare = numbers.random((*shape, 2))
    reasons = _reasons(children, reason_draw)

    codes = np.empty((*shape, 2), dtype=np.uint8)
    codes[:, :, 0], codes[:, :, 1] = code_number("/"), code_number("\\")
    below = 0.0
    for code, one_in in ONE_IN.items():
        codes[(rare >= below) & (rare < below + 1 / one_in)] = code_number(code)
        below += 1 / one_in
    late = np.array([LATE[child.attends] for child in children])[:, None]
    is_late = half_day[:, :, 0] > 1 - late
    codes[:, :, 0][is_late] = code_number("L")
    codes[:, :, 0][half_day[:, :, 0] > 1 - late * 0.12] = code_number("U")
    whole_day = absent_draw < away_share * 0.86
    for session, share in ((0, 0.1), (1, 0.2)):
        is_away = whole_day | (half_day[:, :, session] < away_share * share)
        codes[:, :, session] = np.where(is_away, reasons, codes[:, :, session])
    _study_leave(children, days, codes)
    runs = _runs(children, days, draws)
    transport = _transport(children, days, draws)
    made = []
    for number, child in enumerate(children):
        for code, spans in (("O", runs[number]), ("Y1", transport[number])):
            for start, length in spans:
                codes[number, start : start + length] = code_number(code)
        _fresh_reasons_unknown(days, codes[number], rare[number])
        made.append(Marks(codes[number], _late_changes(child, days, codes[number], draws)))
    return made


def _away_shares(children: list[Child], days: list[date], draws: Draws) -> NDArray[np.float64]:
    """Child x day: how likely it is to be away; by habit, month, weekday, and some years are worse."""
    rhythm = np.array([MONTHS.get(day.month, 100) * WEEKDAYS[day.weekday()] / 10_000 for day in days])
    habit = np.array([child.absence_share for child in children])
    years = np.array([day.year if day.month >= 9 else day.year - 1 for day in days])
    shares = np.empty((len(children), len(days)))
    for year in range(int(years.min()), int(years.max()) + 1):
        of_year = 0.6 + 0.8 * draws.numbers.random(len(children))
        older = np.array([1.12 if child.year_group(date(year, 9, 1)) in (10, 11) else 1.0 for child in children])
        in_year = years == year
        shares[:, in_year] = (habit * of_year * older)[:, None] * rhythm[in_year][None, :]
    return np.minimum(shares, 0.93)


def _spells(shape: tuple[int, int], draws: Draws) -> NDArray[np.int64]:
    """Child x day: the place of the day on which a spell began; more than half of the days go on with one."""
    begins = np.where(draws.numbers.random(shape) < 0.42, np.arange(shape[1])[None, :], 0)
    return np.maximum.accumulate(begins, axis=1)


def _reasons(children: list[Child], drawn: NDArray[np.float64]) -> NDArray[np.uint8]:
    """Child x day: the code of an absence that begins there."""
    made = np.empty(drawn.shape, dtype=np.uint8)
    for habit, weights in REASONS.items():
        rows = np.array([child.attends == habit for child in children])
        limits = np.cumsum(np.array(list(weights.values()))) / 1000
        numbers = np.array([code_number(code) for code in weights])
        made[rows] = numbers[np.minimum(np.searchsorted(limits, drawn[rows], side="right"), len(numbers) - 1)]
    return made


def _study_leave(children: list[Child], days: list[date], codes: NDArray[np.uint8]) -> None:
    """Year 11 has study leave on some afternoons of its last weeks."""
    for number, child in enumerate(children):
        last = child.school_age[1]
        if last < days[0] or last - timedelta(days=24) > days[-1]:
            continue
        for place, day in enumerate(days):
            if last - timedelta(days=24) <= day <= last and day.weekday() in (1, 3):
                codes[number, place, 1] = code_number("S")


def _runs(children: list[Child], days: list[date], draws: Draws) -> list[list[tuple[int, int]]]:
    """Runs of days away without leave, as (first place, length): a few among those who attend badly."""
    runs: list[list[tuple[int, int]]] = [[] for _ in children]
    for number, child in enumerate(children):
        expected = {"steadily": 0.02, "unsteadily": 0.25, "rarely": 0.9}[child.attends] * len(days) / 190
        while expected > 0:
            if draws.chance(min(expected, 0.9)):
                runs[number].append((draws.whole(0, len(days) - 1), draws.weighted({6: 5, 9: 3, 12: 3, 18: 1})))
            expected -= 0.9
    return runs


def _transport(children: list[Child], days: list[date], draws: Draws) -> list[list[tuple[int, int]]]:
    """Days without the transport that is normally provided: now and then, mostly out of area."""
    spans: list[list[tuple[int, int]]] = [[] for _ in children]
    for number, child in enumerate(children):
        if draws.chance(0.16 if child.out_of_area else 0.03):
            spans[number].append((draws.whole(0, len(days) - 1), draws.whole(1, 3)))
    return spans


def _fresh_reasons_unknown(days: list[date], codes: NDArray[np.uint8], rare: NDArray[np.float64]) -> None:
    """Of the absences of the last week some have no reason yet (N)."""
    for place in range(max(0, len(days) - 5), len(days)):
        away = (codes[place] == code_number("O")) | (codes[place] == code_number("I"))
        codes[place][away & (rare[place] > 0.8)] = code_number("N")


def _late_changes(child: Child, days: list[date], codes: NDArray[np.uint8], draws: Draws) -> dict[int, str]:
    """When an absence was explained days later: about one in a hundred of them."""
    explained = np.isin(codes.ravel(), [code_number("I"), code_number("O"), code_number("M")])
    changed = np.flatnonzero(explained & (draws.numbers.random(codes.size) < 0.01)).tolist()
    changes = {}
    for place in changed:
        changed_on = days[place // 2] + timedelta(days=draws.whole(1, 9))
        if changed_on <= min(FIXED_DATE, child.last_day):
            changes[place] = draws.moment(changed_on, 9, 17).isoformat(timespec="minutes")
    return changes
