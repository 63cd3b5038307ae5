"""Commands that ask: figures, the records behind them, the release for leaders."""

from pathlib import Path
from typing import Annotated

import typer

from sgdata.cli.common import Day, JsonOption, StoreOption, app, day, ids, out, print_json, store_folder, telling


@app.command()
def figures(
    store: StoreOption = None,
    as_at: Day = None,
    since: Day = None,
    only: Annotated[str | None, typer.Option(help="Ids of indicators, separated by commas.")] = None,
    by: Annotated[str | None, typer.Option(help="One breakdown, such as sex or category.")] = None,
    role: Annotated[str, typer.Option(help="practitioner or leader.")] = "practitioner",
    file: Annotated[Path | None, typer.Option("--out", help="Write them to a .csv or .xlsx file.")] = None,
    as_json: JsonOption = False,
) -> None:
    """Print the figures for a date."""
    from sgdata.release import access_log
    from sgdata.release.ask import report
    from sgdata.release.scope import command_line_scope

    scope = command_line_scope(store_folder(store), role, day(as_at), day(since))
    found = report(scope, ids(only), by)
    access_log.note(scope, "figures", *(ids(only) or []))
    if file:
        from sgdata.outputs.export import figure_rows, write

        write(file, figure_rows(found), found.figures)
    if as_json:
        print_json(found)
    else:
        from sgdata.outputs.terminal import print_figures

        print_figures(out, found)


@app.command()
def records(
    identifier: Annotated[str, typer.Argument(metavar="ID", help="The id of an indicator.")],
    store: StoreOption = None,
    as_at: Day = None,
    since: Day = None,
    as_json: JsonOption = False,
) -> None:
    """Print the pseudonymous rows behind a figure."""
    from sgdata.release import access_log
    from sgdata.release.ask import records as rows_behind
    from sgdata.release.scope import practitioner_scope

    scope = practitioner_scope(store_folder(store), day(as_at), day(since))
    rows = rows_behind(scope, identifier)
    access_log.note(scope, "records", identifier)
    if as_json:
        listed = [row.model_dump(mode="json", exclude={"child"}) for row in rows]
        print_json({"id": identifier, "rows": listed})
    else:
        from sgdata.outputs.terminal import print_records

        print_records(out, rows)


@app.command()
def agenda(
    store: StoreOption = None,
    as_at: Day = None,
    role: Annotated[str, typer.Option(help="practitioner or leader.")] = "practitioner",
    as_json: JsonOption = False,
) -> None:
    """Print the agenda of a meeting, in the order of the rule file. The exit status is 1 where a target is missed."""
    from sgdata.meeting.agenda import agenda as of
    from sgdata.meeting.held import promises
    from sgdata.outputs.agenda_items import agenda_items
    from sgdata.outputs.terminal import print_agenda
    from sgdata.release import access_log
    from sgdata.release.scope import command_line_scope

    scope = command_line_scope(store_folder(store), role, day(as_at), None)
    found = of(scope)
    items = agenda_items(found, promises(scope))
    access_log.note(scope, "figures", "agenda")
    if as_json:
        print_json({"as_at": found.as_at.isoformat(), "items": [item.model_dump() for item in items]})
    else:
        print_agenda(out, found, items)
    if any("missed" in matter.reasons for matter in found.matters):
        raise typer.Exit(1)


@app.command()
def release(
    store: StoreOption = None,
    as_at: Day = None,
    listing: Annotated[bool, typer.Option("--list", help="List the releases that there are.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Make what leaders may see for a date: protected together, attacked, verified; say what was hidden and why."""
    from sgdata.meeting.book import MinutesBook
    from sgdata.outputs.terminal import print_release, print_releases
    from sgdata.release import access_log
    from sgdata.release.make import make_release
    from sgdata.release.released import listed, releases_of
    from sgdata.release.scope import practitioner_scope

    scope = practitioner_scope(store_folder(store), day(as_at))
    if listing:
        found = listed(releases_of(scope.store))
        if as_json:
            print_json({"releases": [one.model_dump(mode="json", exclude={"figures", "rules_text"}) for one in found]})
        else:
            print_releases(out, found)
        return
    access_log.note(scope, "release")
    made = make_release(scope, telling())
    MinutesBook(scope.store).tell_leaders()
    if as_json:
        print_json(made.model_dump(mode="json", exclude={"figures", "rules_text"}))
    else:
        print_release(out, made)
