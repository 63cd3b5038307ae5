"""The definitions: what each figure asks, by whose rule, how it is counted, and which clause it makes visible."""

import streamlit as st

from sgdata.measures.indicator import Example, Indicator
from sgdata.outputs import words
from sgdata.outputs.glossary import glossary
from sgdata.outputs.tables import coverage_table, example_table, glossary_table
from sgdata.release import ask
from sgdata.release.scope import AnyScope
from sgdata.ui.navigation import BY_THEME, PAGES


def show_indicators(scope: AnyScope) -> None:
    """The indicators of one page, each opening into its definition, its examples and its query."""
    titles = [page.title for page in PAGES if page.themes]
    title = st.selectbox("Figures of", titles, key="definitions_of")
    page = next(page for page in PAGES if page.title == title)
    shown = page.indicators()
    overdue = [one for one in shown if one.review_due_on < scope.as_at]
    due = words.plural(len(overdue), "definition is", "definitions are")
    st.header(f"{len(shown)} figures; {due} overdue for review.", anchor=False)
    for indicator in shown:
        with st.container(key=f"definition_of_{indicator.id}"):
            opened = st.expander(
                f"{indicator.asks} ({indicator.title})", key=f"define_{indicator.id}", on_change="rerun"
            )
            if opened.open:
                with opened:
                    _show_definition(indicator)


def _show_definition(indicator: Indicator) -> None:
    st.markdown(words.definition(indicator))
    for example in indicator.examples:
        _show_example(example)
    st.markdown("**The query**")
    st.code(indicator.sql, language="sql", wrap_lines=True)


def _show_example(example: Example) -> None:
    when = f" since {words.day(example.since)}" if example.since else ""
    st.markdown(f"**Example.** {example.says} Asked for {words.day(example.as_at)}{when}.")
    for table in example.given:
        st.markdown(f"Given, {table.name.replace('_', ' ')}:")
        st.table(example_table(table), hide_index=True)
    if example.gives:
        st.markdown(f"Gives {words.example_figure(example)}:")
        st.table(example_table(example.gives), hide_index=True)


def show_glossary() -> None:
    """The words of the field."""
    st.header(f"{len(glossary())} words, in plain English.", anchor=False)
    st.table(glossary_table(), hide_index=True)


def show_coverage(scope: AnyScope) -> None:
    """Each clause of the two policies with what makes it visible; what nothing shows is named."""
    covered = ask.coverage(scope)
    bare = [clause.number for clause, shown in covered if not shown and not clause.page]
    st.header(f"{len(covered) - len(bare)} of {len(covered)} clauses of the policies are visible.", anchor=False)
    if bare:
        whom = " to leaders" if scope.role == "leader" else ""
        st.markdown(f"Nothing shows {words.listed(bare)}{whom}.")
    titles = {page.name: page.title for page in PAGES}
    st.table(coverage_table(covered, {theme: page.title for theme, page in BY_THEME.items()}, titles), hide_index=True)
