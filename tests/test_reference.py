"""The product's SQL held against the second, independent reading of the indicators (tests/reference).

Random small nasty worlds, each made from a seed. SGDATA_SEEDS=200 runs more of them than the 16 of every test run."""

import os
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import tests.reference  # noqa: F401  # enters the indicators
from sgdata.measures.catalogue import catalogue
from sgdata.measures.dimensions import dimensions_of
from sgdata.measures.indicator import Indicator
from sgdata.measures.measure import Asked, measure, records, with_rows
from sgdata.rules import read_rules, shipped_rules
from sgdata.store.reading import Cursor
from tests.reference.adversary import nasty_world
from tests.reference.as_known import as_known_on
from tests.reference.breakdowns import groups
from tests.reference.judging import REFERENCES, Judged, added_up, answer
from tests.reference.world import World
from tests.support import snapshot_of

SEEDS = int(os.environ.get("SGDATA_SEEDS", "16"))
ASKED_PUBLICLY = 2
TIME_TRAVELS = 3
RULES = read_rules(shipped_rules("virtual_school"), "virtual_school.toml")
IN_BOTH = [indicator for indicator in catalogue().values() if indicator.id in REFERENCES]
Differences = dict[str, list[str]]
Row = dict[str, Any]

NOT_IN_THE_CONTRACT = ("policies_follow_guidance_in_force",)  # its examples hold it


@pytest.fixture(scope="module")
def differences(tmp_path_factory: pytest.TempPathFactory) -> Differences:
    """What differs between product and reference, by indicator, over every seed and date."""
    folder = tmp_path_factory.mktemp("worlds")
    found: Differences = defaultdict(list)
    for seed in range(SEEDS):
        nasty = nasty_world(seed)
        world = World.of(nasty.tables)
        with snapshot_of(folder, nasty.tables) as cursor:
            for indicator in IN_BOTH:
                rows = _product_rows(cursor, indicator, [Asked(*one) for one in nasty.asked])
                for as_at, since in nasty.asked:
                    judged = REFERENCES[indicator.id].judge(world, as_at, since, RULES)
                    told = _compare(indicator, [row for row in rows if row["as_at"] == as_at], judged)
                    found[indicator.id] += [f"seed {seed}, as at {as_at} since {since}: {line}" for line in told]
    return found


def _product_rows(cursor: Cursor, indicator: Indicator, asked: list[Asked]) -> list[Row]:
    """The rows of an indicator's query for several dates at once, as a trend asks it."""
    parts = "parts" if indicator.parts else "[]"
    return cursor.rows(
        f"{with_rows(indicator, RULES, asked)} "
        f"SELECT as_at, subject, numerator, denominator, known, {parts} AS parts FROM measured"
    )


def _compare(indicator: Indicator, rows: list[Row], judged: list[Judged]) -> Iterator[str]:
    """One line for each difference."""
    reference = REFERENCES[indicator.id]
    wanted = added_up(reference, judged)
    known = [row for row in rows if row["known"]]
    sums = {
        "numerator": (sum(row["numerator"] for row in known), wanted.numerator),
        "denominator": (sum(row["denominator"] for row in rows), wanted.denominator),
        "unknown": (sum(row["denominator"] for row in rows if not row["known"]), wanted.unknown),
    }
    if reference.unit == "count":
        sums = {"numerator": sums["numerator"]}
    if set(indicator.parts) == set(reference.parts):
        sums |= {
            part: (sum(part in (row["parts"] or []) for row in known), wanted.parts[part]) for part in indicator.parts
        }
    for name, (product, expected) in sums.items():
        if product != pytest.approx(expected):
            yield f"{name} is {product}, the reference has {expected}"
    if reference.subject_is_id:
        in_product = Counter((row["subject"], row["known"] and row["numerator"] > 0, row["known"]) for row in rows)
        in_reference = Counter((row.subject, row.hit, row.known) for row in judged)
        if in_product != in_reference:
            yield (
                f"(subject, hit, known) only in the product: {sorted(in_product - in_reference)}, "
                f"only in the reference: {sorted(in_reference - in_product)}"
            )


@pytest.mark.parametrize("identifier", [indicator.id for indicator in IN_BOTH])
def test_product_and_reference_agree(identifier: str, differences: Differences) -> None:
    told = differences[identifier]
    assert not told, f"{identifier} differs {len(told)} times:\n" + "\n".join(told[:6])


@pytest.mark.parametrize("seed", range(ASKED_PUBLICLY))
def test_figures_and_records_agree(seed: int, tmp_path: Path) -> None:
    """The same through `measure` and `records`, one date at a time."""
    nasty = nasty_world(seed)
    world = World.of(nasty.tables)
    as_at, since = nasty.asked[0]
    asked = Asked(as_at, since)
    told = []
    with snapshot_of(tmp_path, nasty.tables) as cursor:
        for indicator in IN_BOTH:
            expected = answer(indicator.id, world, as_at, since, RULES)
            figure = measure(cursor, indicator, RULES, asked)
            for name in ("numerator", "denominator", "unknown", "value"):
                if getattr(figure, name) != pytest.approx(getattr(expected, name)):
                    told.append(f"{indicator.id}: {name} {getattr(figure, name)}, not {getattr(expected, name)}")
            rows = REFERENCES[indicator.id].judge(world, as_at, since, RULES)
            if REFERENCES[indicator.id].subject_is_id:
                hits = Counter(row.subject for row in records(cursor, indicator, RULES, asked) if row.hit)
                if hits != Counter(row.subject for row in rows if row.hit):
                    told.append(f"{indicator.id}: records")
    assert told == []


@pytest.mark.parametrize("seed", range(ASKED_PUBLICLY))
def test_groups_agree(seed: int, tmp_path: Path) -> None:
    """Two breakdowns of every indicator, others for each seed."""
    nasty = nasty_world(seed)
    world = World.of(nasty.tables)
    as_at, since = nasty.asked[0]
    told = []
    with snapshot_of(tmp_path, nasty.tables) as cursor:
        for indicator in IN_BOTH:
            rows = REFERENCES[indicator.id].judge(world, as_at, since, RULES)
            names = [*dimensions_of(indicator)] * 2
            first = 2 * seed % max(len(names) // 2, 1)
            for by in names[first : first + 2]:
                figure = measure(cursor, indicator, RULES, Asked(as_at, since), by)
                in_product = {
                    group.group: (group.numerator, group.denominator or 0, group.unknown)
                    for group in figure.groups
                    if group.numerator or group.denominator
                }
                in_reference = groups(world, as_at, indicator.subject, indicator.own_provider, rows, by)
                if indicator.unit == "count":
                    in_reference = {word: (counts[0], 0, 0) for word, counts in in_reference.items()}
                if in_product != in_reference:
                    told.append(f"{indicator.id} by {by}: {in_product}, the reference has {in_reference}")
    assert not told, "\n".join(told)


def test_the_reference_has_every_indicator() -> None:
    """Every one but the data-quality items: they count doubtful rows as they stand, and indicators.md has none."""
    assert [
        indicator.id
        for indicator in catalogue().values()
        if indicator.id not in {*REFERENCES, *NOT_IN_THE_CONTRACT} and indicator.theme != "data_quality"
    ] == []


def test_parts_are_those_of_the_reference() -> None:
    """Where both know parts of a figure, they are the same parts."""
    assert [
        indicator.id
        for indicator in IN_BOTH
        if indicator.parts
        and REFERENCES[indicator.id].parts
        and set(indicator.parts) != set(REFERENCES[indicator.id].parts)
    ] == []


@pytest.mark.parametrize("seed", range(TIME_TRAVELS))
def test_what_is_dated_later_does_not_change_the_past(seed: int, tmp_path: Path) -> None:
    """The figures of a date are the same before and after everything that is dated later was loaded."""
    nasty = nasty_world(seed)
    for as_at, since in nasty.asked[:1]:
        then = as_known_on(nasty.tables, as_at)
        with snapshot_of(tmp_path, nasty.tables) as cursor:
            now_known = _figures(cursor, as_at, since)
        with snapshot_of(tmp_path, then) as cursor:
            then_known = _figures(cursor, as_at, since)
        assert _changed(now_known, then_known) == []
        world, world_then = World.of(nasty.tables), World.of(then)
        assert [
            identifier
            for identifier in REFERENCES
            if answer(identifier, world, as_at, since, RULES) != answer(identifier, world_then, as_at, since, RULES)
        ] == []


def _figures(cursor: Cursor, as_at: date, since: date) -> dict[str, object]:
    asked = Asked(as_at, since)
    return {indicator.id: measure(cursor, indicator, RULES, asked).model_dump() for indicator in IN_BOTH}


def _changed(before: dict[str, object], after: dict[str, object]) -> list[str]:
    return [identifier for identifier in before if before[identifier] != after[identifier]]


def test_a_correction_of_the_past_changes_the_past(tmp_path: Path) -> None:
    header = ["concern_id", "observed_at", "closed_on"]
    as_at, since = date(2026, 11, 20), date(2026, 9, 1)
    with snapshot_of(tmp_path, {"concerns": [header, ["k", "2026-10-01T09:00", ""]]}) as cursor:
        was_open = _figures(cursor, as_at, since)
    with snapshot_of(tmp_path, {"concerns": [header, ["k", "2026-10-01T09:00", "2026-11-20"]]}) as cursor:
        was_closed = _figures(cursor, as_at, since)
    assert set(_changed(was_open, was_closed)) & {"concerns_open_over_28_days", "concerns_without_dated_action"}
    assert "concerns_raised" not in _changed(was_open, was_closed)
