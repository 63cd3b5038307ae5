"""What a person is shown before anything is stored: each column of a sheet, what it was taken for and why.

Nothing of a column that was not asked for is held, so there are examples only of what was taken. Examples are shapes;
a word is said where it is one of ours, or made of usual words and in a column with a closed list.
"""

from collections.abc import Callable
from functools import partial

from sgdata.intake.check import Checked
from sgdata.intake.mapping import Reading, Remembered
from sgdata.intake.names import column_called, mask, sayable
from sgdata.intake.recognise import Recognised, guesses
from sgdata.intake.report import SheetHeader, TableReport, TakenColumn, UnknownWord
from sgdata.intake.staging import Staged, Workbench, quoted
from sgdata.intake.synonyms import is_known, parts_of
from sgdata.tables import Table
from sgdata.tables.columns import Column, Vocabulary, YesOrNo

EXAMPLES = 3
LOOKED_AT = 200
MOST_WORDS = 50


def headers_of(header: tuple[str, ...], remember: Remembered) -> list[SheetHeader]:
    """Every column of a sheet that has a header."""
    could_be = guesses(header)
    return [
        SheetHeader(
            place=place,
            shown=column_called(name, place),
            kept=remember(name),
            could_be=could_be.get(place - 1, {}),
        )
        for place, name in enumerate(header, start=1)
        if name
    ]


def taken_columns(recognised: Recognised, header: tuple[str, ...]) -> list[TakenColumn]:
    """What each column was read from, and why."""
    taken = [
        TakenColumn(
            column=name, header=column_called(header[place], place + 1), place=place + 1, why=recognised.why[name]
        )
        for name, place in recognised.columns.items()
    ]
    constants = recognised.mapping.constants if recognised.mapping else {}
    return taken + [TakenColumn(column=name, header="", place=None, why="same in every row") for name in constants]


def tell_columns(
    bench: Workbench,
    staged: Staged,
    table: type[Table],
    checked: Checked,
    report: TableReport,
    reading: Reading | None,
) -> None:
    """Writes into the report how dates were read; and where the `reading` is given, examples and unknown words."""
    for taken in report.columns:
        decided = checked.dates.get(taken.column)
        taken.dates = decided.why if decided and decided.form else ""
        taken.is_asked = decided is not None and decided.is_asked
        if reading is not None and taken.place is not None:
            column = table.column(taken.column)
            unread = checked.unread.get(column.name, [])
            taken.examples = _examples(bench, staged, column)
            taken.unknown = _unknown(
                bench, staged, table, column, unread, partial(reading.said, column.name), reading.remember
            )


def _examples(bench: Workbench, staged: Staged, column: Column) -> list[str]:
    name = quoted(column.name)
    rows = bench.con.execute(f"SELECT {name} FROM {staged.name} WHERE trim({name}) <> '' LIMIT {LOOKED_AT}").fetchall()
    return list(dict.fromkeys(_shown(column, text.strip()) for (text,) in rows))[:EXAMPLES]


def _shown(column: Column, text: str) -> str:
    if isinstance(column.kind, Vocabulary | YesOrNo):
        try:
            column.read(text)
        except ValueError:
            return mask(text)
        return text
    return mask(text)


def _unknown(
    bench: Workbench,
    staged: Staged,
    table: type[Table],
    column: Column,
    unread: list[str],
    said: Callable[[str], str | None],
    remember: Remembered,
) -> list[UnknownWord]:
    """The most frequent words that the closed list of the column does not have."""
    texts = [text for text in unread if text.strip()]
    if not texts or not isinstance(column.kind, Vocabulary | YesOrNo):
        return []
    counted = bench.con.execute(
        f"SELECT {quoted(column.name)}, count(*), min({staged.line}) FROM {staged.name} "
        f"WHERE {quoted(column.name)} IN (SELECT unnest(?)) GROUP BY 1",
        [texts],
    ).fetchall()
    found: dict[str, UnknownWord] = {}
    for text, rows, line in counted:
        for word in parts_of(table, column, text, said):
            if said(word) is None and not is_known(table, column, word):
                before = found.get(kept := remember(word))
                found[kept] = UnknownWord(
                    shown=sayable(word),
                    kept=kept,
                    rows=rows + (before.rows if before else 0),
                    line=min(line, before.line if before else line),
                )
    return sorted(found.values(), key=lambda one: (-one.rows, one.line))[:MOST_WORDS]
