"""The rows behind a figure, for practitioners, and what can be taken away as a file; noted in the access log."""

from collections.abc import Callable

import streamlit as st

from sgdata.measures.figure import Figure
from sgdata.measures.indicator import Indicator
from sgdata.outputs import words
from sgdata.outputs.export import as_csv, as_xlsx, figure_rows, record_rows
from sgdata.outputs.tables import records_table
from sgdata.release import access_log, ask
from sgdata.release.access_line import Kind
from sgdata.release.scope import AnyScope
from sgdata.ui.navigation import Page


def show_records(scope: AnyScope, shown: list[Indicator], found: dict[str, Figure]) -> None:
    """The list behind a figure: each row with its plain reason."""
    st.subheader("Why these?", anchor=False)
    by_id = {indicator.id: indicator for indicator in shown}
    chosen = st.selectbox(
        "The rows behind",
        list(by_id),
        format_func=lambda one: f"{by_id[one].title}: {words.of(found[one], by_id[one].unit)}",
        key="rows",
        bind="query-params",
    )
    note_once(scope, "records", chosen)
    rows = ask.listed_records(scope, chosen)
    file = f"{chosen}_rows_{scope.as_at}"
    st.dataframe(
        records_table(by_id[chosen], rows),
        hide_index=True,
        key="records",
        alt=f"The {len(rows)} rows behind {by_id[chosen].title}, each with its reason.",
    )
    with st.container(horizontal=True):
        show_download(scope, "Download these rows (CSV)", f"{file}.csv", chosen, lambda: as_csv(record_rows(rows)))
        show_download(
            scope,
            "Download these rows (Excel)",
            f"{file}.xlsx",
            chosen,
            lambda: as_xlsx(record_rows(rows), [found[chosen]]),
        )


def show_downloads(scope: AnyScope, page: Page, ids: tuple[str, ...]) -> None:
    """The figures of the page as the role sees them, with their definitions in the workbook."""
    name = f"{page.name}_{scope.as_at}"
    with st.container(horizontal=True):
        show_download(
            scope,
            "Download figures (CSV)",
            f"{name}.csv",
            page.name,
            lambda: as_csv(figure_rows(ask.report(scope, ids))),
        )
        show_download(
            scope, "Download figures (Excel)", f"{name}.xlsx", page.name, lambda: _workbook(ask.report(scope, ids))
        )


def note_once(scope: AnyScope, kind: Kind, what: str) -> None:
    """Notes what is seen in the access log, once for as long as a person looks at the same."""
    seen = (what, scope.model_dump_json())
    if st.session_state.get(f"noted_{kind}") != seen:
        access_log.note(scope, kind, what)
        st.session_state[f"noted_{kind}"] = seen


def _workbook(report: ask.FiguresReport) -> bytes:
    return as_xlsx(figure_rows(report), report.figures)


def show_download(scope: AnyScope, label: str, file: str, what: str, make: Callable[[], bytes]) -> None:
    """A button whose file is made, and noted, when it is pressed."""

    def noted() -> bytes:
        access_log.note(scope, "export", what, file.rpartition(".")[2])
        return make()

    st.download_button(label, noted, file_name=file, on_click="ignore", key=f"download_{file}")
