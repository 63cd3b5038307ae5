"""What is published, as a person reads it: whose figure, of which time, from where and with which caveat."""

from rich.console import Console
from rich.table import Table

from sgdata.measures.benchmarks import MEASURES, Cohort, Published
from sgdata.outputs import words
from sgdata.release.published import Taken

COHORTS: dict[Cohort, str] = {
    "looked_after_12_months": "looked after for 12 months",
    "looked_after": "looked after",
    "child_in_need": "in need",
    "child_protection": "on a protection plan",
    "all_pupils": "all",
}
NOT_USED = "no figure of ours is set beside it"


def value(one: Published) -> str:
    """9.0 %, 0.266 %: as it was published."""
    return f"{one.value} %"


def where_from(one: Published) -> str:
    """Source and caveat, and whether it is used."""
    return ". ".join([part for part in (one.source, one.caveat, "" if one.is_used else NOT_USED) if part])


def taken(found: Taken) -> str:
    """What was taken from a file, in sentences."""
    rows = words.plural(found.rows, "published figure", "published figures")
    old = words.number(found.rows - found.new)
    told = f"Took {rows}: {words.number(found.new)} new, {old} in place of those that there were."
    if not found.unused:
        return told
    measures = ", ".join(words.label(one).lower() for one in found.unused)
    return f"{told} Kept, but {NOT_USED}: {measures}."


def print_published(out: Console, found: list[Published]) -> None:
    """A line a published figure."""
    table = Table("Figure", "Children", "Phase", "Area", "Period", "Value", "Source and caveat", box=None)
    for one in found:
        table.add_row(
            MEASURES.get(one.measure, words.label(one.measure)),
            COHORTS[one.cohort],
            one.phase,
            one.area,
            one.period,
            value(one),
            where_from(one),
        )
    out.print(table)
