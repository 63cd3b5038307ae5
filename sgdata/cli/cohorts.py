"""The command that compares cohorts."""

from typing import Annotated

import typer

from sgdata.cli.common import Day, JsonOption, StoreOption, app, day, out, print_json, store_folder


@app.command()
def cohorts(
    identifier: Annotated[str, typer.Argument(metavar="ID", help="The id of an indicator about children.")],
    store: StoreOption = None,
    as_at: Day = None,
    since: Day = None,
    depth: Annotated[int, typer.Option(min=1, max=2, help="1: each characteristic; 2: pairs of them, too.")] = 1,
    role: Annotated[str, typer.Option(help="practitioner or leader.")] = "practitioner",
    as_json: JsonOption = False,
) -> None:
    """Print the cohorts of a figure against everyone else, those that chance would not explain first."""
    from sgdata.outputs.cohort_tables import cohorts_json
    from sgdata.release import access_log
    from sgdata.release.ask_cohorts import cohorts as of
    from sgdata.release.scope import command_line_scope

    scope = command_line_scope(store_folder(store), role, day(as_at), day(since))
    found = of(scope, identifier, 2 if depth == 2 else 1)
    access_log.note(scope, "figures", "cohorts", identifier)
    if as_json:
        print_json(cohorts_json(found))
    else:
        from sgdata.outputs.terminal import print_cohorts

        print_cohorts(out, found)
