"""The base of every input table: from one Pydantic model come its columns, checks, store, words and template."""

import types
from collections.abc import Iterator
from functools import cache
from typing import Annotated, Any, ClassVar, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel, ConfigDict

from sgdata.tables.columns import Column, Kind, Vocabulary


class Table(BaseModel):
    """One row of an input table. A subclass names the table, its key and, field by field, its columns.

    The docstring under a field explains the column to the person who fills it in.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)

    TABLE: ClassVar[str]
    KEY: ClassVar[tuple[str, ...]]

    @classmethod
    @cache
    def columns(cls) -> tuple[Column, ...]:
        """The columns in the order of the contract."""
        hints = get_type_hints(cls, include_extras=True)
        return tuple(
            Column(
                name=name,
                kind=_kind(hints[name]),
                is_key=name in cls.KEY,
                may_be_empty=not field.is_required(),
                description=" ".join((field.description or "").split()),
            )
            for name, field in cls.model_fields.items()
        )

    @classmethod
    def column(cls, name: str) -> Column:
        """The column of that name; KeyError where there is none."""
        return {column.name: column for column in cls.columns()}[name]

    @classmethod
    def stored_columns(cls) -> dict[str, str]:
        """The names and DuckDB types of the table in the store."""
        return {name: kind for column in cls.columns() for name, kind in column.stored.items()}

    @classmethod
    def read_row(cls, cells: dict[str, str]) -> "Table":
        """One row from text cells, the slow and obvious way; ValueError says what was wanted."""
        known = {column.name: column.read(cells.get(column.name, "")) for column in cls.columns()}
        return cls.model_validate({name: value for name, value in known.items() if value is not None})


def all_tables(base: type[Table] = Table) -> Iterator[type[Table]]:
    """Every table that a module of this package declares."""
    for table in base.__subclasses__():
        yield table
        yield from all_tables(table)


def _kind(hint: Any) -> Kind:
    """The kind of column that a type hint declares: `Annotated[...]`, perhaps in `... | None`."""
    if get_origin(hint) in (Union, types.UnionType):
        hint = next(part for part in get_args(hint) if part is not type(None))
    if get_origin(hint) is not Annotated:
        raise TypeError(f"{hint!r} declares no kind of column: use a type of sgdata/tables/columns.py")
    values, kind = get_args(hint)[:2]
    if isinstance(kind, type) and issubclass(kind, Vocabulary):
        words = get_args(values)[0] if get_origin(values) is list else values
        return kind(get_args(words))
    return kind  # type: ignore[no-any-return]  # what Annotated carries is not typed
