"""What is true behind the release of a store: its rows, read once more and counted as records."""

from sgdata.measures.catalogue import catalogue
from sgdata.measures.dimensions import dimensions_of
from sgdata.measures.measure import Asked
from sgdata.measures.units import rows_of, words_of
from sgdata.release.live import cursor_of
from sgdata.release.scope import Scope
from sgdata.store.reading import Cursor
from tests.attackers.public import NOBODY_KNOWN, Head, heads
from tests.truth import Record


def records_of_store(scope: Scope) -> list[Record]:
    """Every thing about children, one record for each figure that it is something for."""
    with cursor_of(scope) as cursor:
        return [record for head in heads().values() if head.is_of_children for record in _records(cursor, scope, head)]


def pseudonyms(scope: Scope) -> list[str]:
    """The pseudonyms of all children, adults and cases of the store."""
    keys = {"children": "child_id", "staff": "staff_id", "concerns": "concern_id", "actions": "action_id"}
    with cursor_of(scope) as cursor:
        return [row["key"] for table, key in keys.items() for row in cursor.rows(f"SELECT {key} AS key FROM {table}")]


def _records(cursor: Cursor, scope: Scope, head: Head) -> list[Record]:
    indicator = catalogue()[head.id]
    rows = rows_of(cursor, indicator, scope.rules, Asked(scope.as_at, scope.since))
    subjects = [(row.subject, row.person if row.is_child else None) for row in rows]
    words: dict[str, list[tuple[str, str]]] = {row.subject: [] for row in rows}
    for name, dimension in dimensions_of(indicator).items():
        if name in head.words:
            for subject, found in words_of(cursor, dimension, subjects, scope.as_at).items():
                words[subject] += dict.fromkeys((name, _declared(word, head.words[name])) for word in found)
    return [
        Record(
            figure=head.id,
            person=row.person,
            state="unknown" if not row.known else "hits" if row.numerator > 0 else "misses",
            parts=row.parts,
            words=tuple(words[row.subject]),
        )
        for row in rows
    ]


def _declared(word: str, declared: tuple[str, ...]) -> str:
    """The word itself, or for a year beyond the declared ones the last of them."""
    if word in declared:
        return word
    if word.lstrip("-").isdigit():
        return declared[0] if int(word) < 0 else declared[-2]
    return NOBODY_KNOWN
