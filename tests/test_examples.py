"""The worked examples of every indicator file, run as they stand there."""

from pathlib import Path

import pytest

from sgdata.measures.catalogue import catalogue
from sgdata.measures.indicator import Example, Indicator
from sgdata.measures.measure import Asked, measure, records
from sgdata.rules import read_rules, shipped_rules
from tests.support import snapshot_of, squeezed

RULES = read_rules(shipped_rules("virtual_school"), "virtual_school.toml")
EXAMPLES = [(indicator, example) for indicator in catalogue().values() for example in indicator.examples]


@pytest.mark.parametrize(
    ("indicator", "example"), EXAMPLES, ids=[f"{indicator.id}: {example.says}" for indicator, example in EXAMPLES]
)
def test_example(indicator: Indicator, example: Example, tmp_path: Path) -> None:
    tables = {table.name: [table.header, *table.rows] for table in example.given}
    asked = Asked.at(example.as_at, example.since)
    with snapshot_of(tmp_path, tables) as cursor:
        figure = measure(cursor, indicator, RULES, asked)
        found = {record.subject: record for record in records(cursor, indicator, RULES, asked)}
    if example.gives:
        expected = [dict(zip(example.gives.header, row, strict=True)) for row in example.gives.rows]
        assert set(found) == {row["subject"] for row in expected}
        for row in expected:
            record = found[row["subject"]]
            given = {
                "subject": record.subject,
                "numerator": str(int(record.hit)),
                "known": "yes" if record.known else "no",
                "why": record.why,
                "happened_on": str(record.happened_on or ""),
            }
            assert {name: given[name] for name in row} == {name: squeezed(cell) for name, cell in row.items()}
    assert figure.numerator == example.numerator
    if indicator.unit != "count":
        assert (figure.denominator, figure.unknown) == (example.denominator, example.unknown)


def test_every_indicator_has_two_examples() -> None:
    assert [indicator.id for indicator in catalogue().values() if len(indicator.examples) < 2] == []
