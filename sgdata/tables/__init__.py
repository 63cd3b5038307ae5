"""The input tables: one Pydantic model a table, the single source of columns, checks, words and template."""

import pkgutil
from importlib import import_module

from sgdata.tables.table import Table, all_tables

_ORDER = ("children", "providers", "attendance", "part_time", "missing", "concerns", "adults", "staff", "governance")

for _module in sorted(
    (module.name for module in pkgutil.iter_modules(__path__)),
    key=lambda name: (_ORDER.index(name) if name in _ORDER else len(_ORDER), name),
):
    import_module(f"{__name__}.{_module}")

TABLES: dict[str, type[Table]] = {table.TABLE: table for table in all_tables()}

__all__ = ["TABLES", "Table"]
