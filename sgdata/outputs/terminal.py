"""Reports and figures on a terminal."""

import pandas as pd
from rich.console import Console
from rich.table import Table

from sgdata.cohorts.shapes import CohortReport
from sgdata.intake.report import LoadReport
from sgdata.measures.catalogue import catalogue
from sgdata.measures.figure import Record
from sgdata.meeting.agenda import Agenda
from sgdata.meeting.item import Item, Kind
from sgdata.outputs import cohort_words
from sgdata.outputs.agenda_items import HEADINGS
from sgdata.outputs.cohort_tables import cohort_table
from sgdata.outputs.snapshot_words import figures_table, figures_told, rows_table, rows_told, snapshots_table
from sgdata.outputs.words import (
    HIDDEN,
    STATUS_MARKS,
    answer,
    day,
    label,
    number,
    of,
    stands,
    status,
    value,
)
from sgdata.release.ask import FiguresReport
from sgdata.release.changed import Changed
from sgdata.release.released import Release
from sgdata.store.retention import Kept

MOST_SHOWN = 20
MOST_LINES_SHOWN = 5


def print_load(out: Console, report: LoadReport) -> None:
    """What became of every sheet, then the first reasons of each."""
    table = Table("File", "Table", "Read", "Accepted", "Refused", "New", "Replaced", "Unchanged", box=None)
    for column in table.columns[2:]:
        column.justify = "right"
    for one in report.tables:
        counts = (one.read, one.accepted, one.refused, one.new, one.replaced, one.unchanged)
        table.add_row(one.file, one.table or "–", *(f"{count:,}" for count in counts))
    out.print(table)
    for one in report.tables:
        for line in _remarks(one.model_dump()):
            out.print(f"{one.file}: {line}")
        for reason in one.reasons[:MOST_SHOWN]:
            place = f"line {reason.line}" + (f", {reason.column}" if reason.column else "")
            out.print(f"{one.file}: {place}: found {reason.found}, wanted {reason.wanted}")
        more = one.refused - len({reason.row for reason in one.reasons[:MOST_SHOWN]})
        if one.reasons and more > 0:
            out.print(f"{one.file}: and {more:,} more rows (--json lists up to 1,000)")
    out.print(
        {
            "loaded": f"Loaded: snapshot {report.snapshot} is in use.",
            "nothing new": "Nothing new: the store holds all of this already.",
            "dry run": "Dry run: the store is as it was.",
            "nothing recognised": "Nothing was recognised: the store is as it was.",
        }[report.outcome]
    )


def _remarks(one: dict[str, object]) -> list[str]:
    remarks = [str(one["note"])] if one["note"] else []
    if one["gone"]:
        remarks.append(f"gone: {one['gone']:,} rows that stood in the store and did not come any more.")
    if one["repeated"]:
        remarks.append(f"{one['repeated']} rows came twice with one key: the later line won.")
    taken = [_taken(column) for column in one["columns"]]  # type: ignore[attr-defined]  # a list of dictionaries
    remarks += [f"taken: {', '.join(filter(None, taken))}"] if any(taken) else []
    if dropped := one["dropped_columns"]:
        remarks.append(f"columns dropped: {', '.join(dropped)}")  # type: ignore[arg-type]  # a list of str
    if one["left_out"]:
        remarks.append(_left_out(one["left_out"], int(str(one["left_out_not_listed"]))))  # type: ignore[arg-type]  # a list
    for withheld in one["withheld"]:  # type: ignore[attr-defined]  # a list of dictionaries
        remarks.append(
            f"{withheld['column']} withheld in {withheld['rows']} rows: it does not look like the name of a thing."
        )
    return remarks


def _left_out(lines: list[dict[str, object]], more: int) -> str:
    """What was no row of the table, with the first lines of each kind."""
    kinds: dict[str, list[str]] = {}
    for one in lines:
        kinds.setdefault(str(one["what"]), []).append(str(one["line"]))
    told = "; ".join(
        f"{what} ({'line' if len(found) == 1 else 'lines'} {', '.join(found[:MOST_LINES_SHOWN])}"
        + (f" and {len(found) - MOST_LINES_SHOWN:,} more)" if len(found) > MOST_LINES_SHOWN else ")")
        for what, found in kinds.items()
    )
    return f"left out, being no rows: {told}" + (f", and {more:,} more lines" if more else "")


def _taken(column: dict[str, str]) -> str:
    """Where a column of ours came from, unless it is under its own name and in our own form."""
    how = [f"from {column['header']}" if column["header"] else "", column["why"]]
    said = ", ".join(filter(None, how)) if column["why"] != "own name" else ""
    told = "; ".join(filter(None, [said, f"dates as {column['dates']}" if column["dates"] else ""]))
    return f"{column['column']} ({told})" if told else ""


def print_figures(out: Console, report: FiguresReport) -> None:
    """A line a figure, with its groups below it."""
    out.print(f"{report.organisation}, as at {day(report.as_at)}, since {day(report.since)}, {report.role}")
    table = Table("", "Figure", "Value", "Of", "Not known", "Status", box=None)
    for figure in report.figures:
        if figure.suppressed:
            table.add_row("", figure.title, HIDDEN)
            continue
        table.add_row(
            STATUS_MARKS[status(figure)],
            figure.title,
            value(figure, figure.unit),
            of(figure, figure.unit),
            number(figure.unknown or 0),
            stands(figure),
        )
        for group in figure.groups:
            table.add_row("", f"  {label(group.label)}", value(group, figure.unit), of(group, figure.unit))
    out.print(table)
    for figure in report.figures:
        out.print(f"{figure.id}: {answer(catalogue()[figure.id], figure)}")


def print_records(out: Console, rows: list[Record]) -> None:
    """A line a row."""
    table = Table("Subject", "On", "Counts", "Why", box=None)
    for row in rows:
        counts = "not known" if not row.known else "yes" if row.hit else "no"
        table.add_row(row.subject, str(row.happened_on or ""), counts, row.why)
    out.print(table)


def print_snapshots(out: Console, held: list[Kept]) -> None:
    """A line a snapshot, the one in use marked."""
    _print(out, snapshots_table(held))


def print_changed(out: Console, changed: Changed) -> None:
    """What changed between two snapshots."""
    out.print(f"From {changed.old} to {changed.new}")
    for told, table in ((rows_told(changed), rows_table(changed)), (figures_told(changed), figures_table(changed))):
        out.print(told)
        if len(table):
            _print(out, table)


def _print(out: Console, frame: pd.DataFrame) -> None:
    table = Table(*frame.columns, box=None)
    for row in frame.itertuples(index=False):
        table.add_row(*map(str, row))
    out.print(table)


def print_release(out: Console, release: Release) -> None:
    """What a release shows and hides, and how it stood the attack."""
    audit = release.audit
    out.print(
        f"Released {release.id}: leaders see {audit.shown:,} of {audit.cells:,} numbers for {day(release.as_at)}."
    )
    out.print(f"{audit.hidden_small:,} are hidden because they are about too few.")
    out.print(f"{audit.hidden_beside:,} are hidden because they would have given a smaller number away.")
    out.print(f"Of each of {audit.proven:,} small numbers five values or more were found possible, by recount.")
    hidden = [one.figure.title for one in release.figures if one.figure.suppressed]
    if hidden:
        out.print(f"Hidden as totals, too: {'; '.join(hidden)}.")
    if not release.cut_by_group:
        out.print("With fewer than 150 children on roll no figure is cut by group; the period is twelve months.")


def print_releases(out: Console, releases: list[Release]) -> None:
    """The releases that leaders can be shown."""
    table = Table("Date", "Since", "Made", "Snapshot", "Shown", "Of", box=None)
    for one in releases:
        numbers = (f"{one.audit.shown:,}", f"{one.audit.cells:,}")
        table.add_row(f"{one.as_at}", f"{one.since}", f"{one.made_at:%Y-%m-%d %H:%M}", one.snapshot, *numbers)
    out.print(table)


def print_agenda(out: Console, agenda: Agenda, items: list[Item]) -> None:
    """A line an item, under the headings of their kinds."""
    out.print(f"{agenda.organisation}, agenda as at {day(agenda.as_at)}, {agenda.role}, {agenda.snapshot}")
    if agenda.last_meeting:
        out.print(f"Last leadership meeting {day(agenda.last_meeting)}")
    kind: Kind | None = None
    for item in items:
        if item.kind != kind:
            kind = item.kind
            out.print(f"\n{HEADINGS[kind]}")
        told = "; ".join(part for part in (item.change, item.reason) if part)
        out.print(f"- {item.title} ({told.removesuffix('.')})")


def print_cohorts(out: Console, report: CohortReport) -> None:
    """The answer, a sentence for each cohort that stands out, then a line a cohort."""
    indicator = catalogue()[report.id]
    out.print(f"{indicator.title}, as at {day(report.as_at)}, since {day(report.since)}, {report.role}")
    out.print(cohort_words.answer([report]))
    for one in report.named:
        out.print(f"- {cohort_words.sentence(indicator, one)}")
    shown = cohort_table(indicator, report.cohorts)
    table = Table(*shown.columns, box=None)
    for row in shown.itertuples(index=False):
        table.add_row(*map(str, row))
    out.print(table)
    out.print(cohort_words.looked_at(report))
    out.print(cohort_words.OVERLAP)
