"""Which setting each child is with on which days: by phase, with moves, and a second setting for a few."""

from collections.abc import Iterator
from datetime import date, timedelta

from sgdata.calendar import academic_year
from sgdata.sample.child import Child, SecondRegister, Stay
from sgdata.sample.draws import Draws
from sgdata.sample.settings import SampleKind, Setting


def place_in_schools(child: Child, kind: SampleKind, settings: list[Setting], start: date, draws: Draws) -> None:
    """Fills the child's stays from the later of `start` and the first day on roll to the last day."""
    own = settings[0] if kind == "mentoring_provider" else None
    special = child.sen == "ehcp" and draws.chance(0.5 if kind == "virtual_school" else 0.3)
    goes_to_alternative = not special and draws.chance(0.09)
    only_with_us = own is not None and draws.chance(0.25)
    previous_phase, setting = "", None
    for since, until in _pieces(child, start, draws):
        phase = _phase(child, since, special, goes_to_alternative, draws, previous_phase)
        if only_with_us:
            setting = own
        elif phase == "none":
            setting = None
        elif phase != previous_phase or setting is None or since.day != 1 or since.month != 9:
            setting = _choose(draws, settings, phase, child.out_of_area)
        previous_phase = phase
        if setting is not None:
            child.stays.append(Stay(setting.provider_id, since, until))
    if own is not None:
        child.second_register = SecondRegister(own.provider_id, _sessions_with_us(draws), "B")
    elif draws.chance(0.012) and (others := [one for one in settings if one.phase == "alternative"]):
        child.second_register = SecondRegister(draws.one_of(others).provider_id, ((3, 0), (3, 1), (4, 0), (4, 1)), "D")


def _pieces(child: Child, start: date, draws: Draws) -> Iterator[tuple[date, date]]:
    """The child's days cut at every 1 September, and now and then at a move within the year."""
    since, end = max(start, child.on_roll_from), child.last_day + timedelta(days=1)
    while since < end:
        until = min(end, date(academic_year(since) + 1, 9, 1))
        if (until - since).days > 120 and draws.chance(0.06):
            moved_on = since + timedelta(days=draws.whole(40, (until - since).days - 40))
            yield since, moved_on
            since = moved_on
        yield since, until
        since = until


def _phase(child: Child, day: date, special: bool, alternative: bool, draws: Draws, previous: str) -> str:
    group = child.year_group(day)
    if group >= 12:
        after_16 = {"post16": 55, "secondary": 20, "special": 20 if special else 0, "none": 25}
        return previous if child.year_group(day) > 12 and previous else draws.weighted(after_16)
    if special:
        return "special"
    if alternative and group >= 9:
        return "alternative"
    return "primary" if group <= 6 else "secondary"


def _choose(draws: Draws, settings: list[Setting], phase: str, out_of_area: bool) -> Setting | None:
    """A setting of that phase, mostly on the child's side of the border; None where there is none."""
    of_phase = [setting for setting in settings if setting.phase == phase and not setting.own]
    near = [setting for setting in of_phase if setting.in_area != out_of_area]
    pool = near if near and draws.chance(0.85) else of_phase
    return draws.one_of(pool) if pool else None


def _sessions_with_us(draws: Draws) -> tuple[tuple[int, int], ...]:
    """Two to five half days of the week with the mentoring provider."""
    half_days = [(weekday, session) for weekday in range(5) for session in range(2)]
    return tuple(sorted(draws.several(half_days, draws.whole(2, 5))))
