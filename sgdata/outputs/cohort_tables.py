"""Compared cohorts as tables and files."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from sgdata.cohorts.shapes import CohortReport, ComparedCohort
from sgdata.measures.catalogue import catalogue
from sgdata.measures.indicator import Indicator
from sgdata.outputs import cohort_words
from sgdata.outputs.export import Rows
from sgdata.outputs.words import number

HEADER = [
    *("id", "cohort", "children", "not known", "numerator", "denominator", "rate", "rate low", "rate high"),
    *("other children", "other numerator", "other denominator", "other rate", "ratio", "low", "high", "pooled ratio"),
    *("p", "q", "stands out", "seen in terms", "of terms", "sentence", "as at", "since", "role"),
]


def cohort_table(indicator: Indicator, shown: Sequence[ComparedCohort]) -> pd.DataFrame:
    """A row a cohort, in the order of the report."""
    return pd.DataFrame(
        {
            "Cohort": [cohort_words.name(one.cohort) for one in shown],
            "Stands out": [cohort_words.stands_out(indicator, one) for one in shown],
            "Children": [one.children for one in shown],
            "Count": [number(one.numerator) for one in shown],
            "Rate": [cohort_words.rate(indicator, one.rate) for one in shown],
            "Everyone else": [cohort_words.rate(indicator, one.rest_rate) for one in shown],
            "Ratio": [_told(one.ratio) for one in shown],
            "95 % interval": [_interval(one) for one in shown],
            "Pooled": [_told(one.pooled) for one in shown],
            "q": ["" if one.q_value is None else f"{one.q_value:.3f}" for one in shown],
        }
    )


def _told(ratio: float | None) -> str:
    return "" if ratio is None else f"{ratio:.2f}"


def _interval(one: ComparedCohort) -> str:
    if one.low is None:
        return ""
    return f"{one.low:.2f} to {one.high:.2f}" if one.high is not None else f"from {one.low:.2f}"


def cohort_rows(reports: Sequence[CohortReport]) -> Rows:
    """A row a cohort of each report, header first."""
    return [
        HEADER,
        *(
            [
                *(report.id, cohort_words.name(one.cohort), one.children, one.unknown, one.numerator),
                *(one.denominator, one.rate, one.rate_low, one.rate_high, one.rest_children, one.rest_numerator),
                *(one.rest_denominator, one.rest_rate, one.ratio, one.low, one.high, one.pooled, one.p_value),
                *(one.q_value, "yes" if one.named else "no", one.seen_in_terms, one.of_terms),
                *(cohort_words.sentence(catalogue()[report.id], one), report.as_at, report.since, report.role),
            ]
            for report in reports
            for one in report.cohorts
        ),
    ]


def cohorts_json(report: CohortReport) -> dict[str, Any]:
    """What `sgdata cohorts --json` prints: the keys of the contract first, then what else is known."""
    first = ("cohort", "children", "numerator", "denominator", "rate", "ratio", "low", "high", "q_value", "named")
    indicator = catalogue()[report.id]

    def row(one: ComparedCohort) -> dict[str, Any]:
        known = one.model_dump(mode="json")
        told = {"sentence": cohort_words.sentence(indicator, one)}
        return {name: known[name] for name in first} | told | known

    told = report.model_dump(mode="json", exclude={"cohorts"})
    return {
        "id": report.id,
        "as_at": told["as_at"],
        "cohorts": [row(one) for one in report.cohorts],
        "answer": cohort_words.answer([report]),
        **told,
    }
