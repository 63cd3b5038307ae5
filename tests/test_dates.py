"""The dates of a column are read in the form that all of them show, or are asked about: never guessed one by one."""

from calendar import day_abbr, month_abbr, month_name
from collections.abc import Callable
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sgdata.intake.dates import DateForm, Decided, Reader, Written, decide_all
from sgdata.tables import TABLES
from sgdata.tables.columns import Column

TODAY = date(2026, 11, 21)
CLOSED_ON, OBSERVED_AT = TABLES["concerns"].column("closed_on"), TABLES["concerns"].column("observed_at")
DUE_ON, BORN_ON = TABLES["actions"].column("due_on"), TABLES["children"].column("date_of_birth")

# How people and systems write a day, the slow and obvious way.
WRITERS: dict[DateForm, list[Callable[[date], str]]] = {
    "day-first": [
        lambda day: f"{day.day:02}/{day.month:02}/{day.year}",
        lambda day: f"{day.day}/{day.month}/{day.year}",
        lambda day: f"{day.day:02}.{day.month:02}.{day.year % 100:02}",
        lambda day: f"{day.day:02}-{day.month:02}-{day.year}",
        lambda day: f"{day_abbr[day.weekday()]} {day.day}/{day.month}/{day.year}",
    ],
    "month-first": [
        lambda day: f"{day.month:02}/{day.day:02}/{day.year}",
        lambda day: f"{day.month}/{day.day}/{day.year % 100:02}",
    ],
    "named": [
        lambda day: f"{day.day} {month_abbr[day.month]} {day.year}",
        lambda day: f"{day.day:02}-{month_abbr[day.month]}-{day.year % 100:02}",
        lambda day: f"{day.day} {month_name[day.month]} {day.year}",
        lambda day: f"{month_name[day.month]} {day.day}, {day.year}",
        lambda day: f"{day.day}th {month_name[day.month].upper()} {day.year}",
    ],
    "year-first": [
        lambda day: f"{day.year}/{day.month:02}/{day.day:02}",
        lambda day: f"{day.year}.{day.month}.{day.day}",
        lambda day: f"{day.year}{day.month:02}{day.day:02}",
    ],
    "excel-1900": [lambda day: str((day - date(1899, 12, 30)).days)],
}
TIMES: list[Callable[[time], str]] = [
    lambda at: f" {at.hour:02}:{at.minute:02}",
    lambda at: f"T{at.hour:02}:{at.minute:02}:00",
    lambda at: f" {at.hour % 12 or 12}:{at.minute:02} {'pm' if at.hour >= 12 else 'am'}",
    lambda at: f", {at.hour % 12 or 12}.{at.minute:02}{'PM' if at.hour >= 12 else 'AM'}",
]
DAYS = st.dates(date(1985, 1, 1), TODAY)


def read_all(texts: list[str], column: Column = CLOSED_ON, order: DateForm | None = None) -> list[str] | None:
    """The texts as the contract writes them, or None where it has to be asked how they are meant."""
    reader = Reader(column, TODAY)
    decided = reader.decide(texts) if order is None else Decided(order)
    if decided.form is None:
        return None
    found = [reader.read(text, decided.form) for text in texts]
    return [one.as_ours(column) if one else "" for one in found]


@given(data=st.data(), days=st.lists(DAYS, min_size=1, max_size=30))
@settings(max_examples=300, deadline=None)
@pytest.mark.parametrize("form", WRITERS)
def test_days_in_any_form_are_read_back_or_asked_about(form: DateForm, data: st.DataObject, days: list[date]) -> None:
    write = data.draw(st.sampled_from(WRITERS[form]))
    texts = [write(day) for day in days]
    found = read_all(texts)
    assert found in (None, [str(day) for day in days])
    if form not in ("day-first", "month-first") or (form == "day-first" and any(day.day > 12 for day in days)):
        assert found is not None


@given(data=st.data(), days=st.lists(DAYS, min_size=1, max_size=10), at=st.times())
@settings(max_examples=200, deadline=None)
@pytest.mark.parametrize("form", ["day-first", "named", "year-first"])
def test_times_of_any_form_are_read_back(form: DateForm, data: st.DataObject, days: list[date], at: time) -> None:
    write, write_time = data.draw(st.sampled_from(WRITERS[form])), data.draw(st.sampled_from(TIMES))
    minute = at.replace(second=0, microsecond=0)
    texts = [write(day) + write_time(minute) for day in days]
    assert read_all(texts, OBSERVED_AT, form) == [datetime.combine(day, minute).isoformat() for day in days]


@pytest.mark.parametrize(
    ("texts", "form", "is_asked"),
    [
        (["03/04/2026"], None, True),
        (["03/04/2026", "25/04/2026"], "day-first", False),
        (["03/04/2026", "04/25/2026"], "month-first", False),
        (["25/04/2026", "04/25/2026"], None, True),
        (["05/05/2026"], "day-first", False),
        (["11/12/2025", "02/12/2026"], None, True),  # day first, one would lie in the future
        (["12/02/2026", "01/12/2025"], "day-first", False),  # month first, one would
        (["05/11/2026", "11/12/2026"], None, True),
        (["01/11/2026", "10/12/2025", "11/12/2025", "9/12/2025"], None, True),
        (["Fri 03/04/2026"], "day-first", False),  # the third of April is a Friday, the fourth of March is not
        (["unknown", "none"], None, False),
        (["46000", "46001"], "excel-1900", False),
        (["1", "2"], None, False),
        (["3 Apr 2026", "04/05/2026", "5 Apr 2026"], "named", False),
    ],
)
def test_a_column_says_how_it_is_written_or_is_asked_about(
    texts: list[str], form: DateForm | None, is_asked: bool
) -> None:
    decided = Reader(CLOSED_ON, TODAY).decide(texts)
    assert (decided.form, decided.is_asked) == (form, is_asked)


def test_what_would_lie_in_the_future_shows_that_the_day_comes_first() -> None:
    decided = Reader(CLOSED_ON, TODAY).decide(["01/12/2025", "09/11/2026", "10/12/2025", "05/12/2025"])
    assert decided.is_asked
    sure = Reader(CLOSED_ON, date(2026, 9, 6)).decide(["03/09/2026", "05/09/2026", "02/10/2025", "06/09/2026"])
    assert sure.is_asked  # 9 March, 9 May: both ways lie in the past
    shown = Reader(CLOSED_ON, date(2026, 2, 11)).decide(["05/02/2026", "10/02/2026"])
    assert (shown.form, "future" in shown.why) == ("day-first", True)


def test_an_open_column_follows_another_of_its_table_that_shows_the_day_first() -> None:
    open_one, other = Reader(CLOSED_ON, TODAY), Reader(OBSERVED_AT, TODAY)
    seen = {"closed_on": (open_one, ["03/04/2026"]), "observed_at": (other, ["25/12/2025 10:00"])}
    assert decide_all(seen, {}, None)["closed_on"].form == "day-first"
    assert "observed_at" in decide_all(seen, {}, None)["closed_on"].why
    american = {"closed_on": (open_one, ["03/04/2026"]), "observed_at": (other, ["12/25/2025 10:00"])}
    assert decide_all(american, {}, None)["closed_on"].is_asked
    assert decide_all(american, {}, "month-first")["closed_on"].form == "month-first"
    assert decide_all(american, {"closed_on": "day-first"}, None)["closed_on"].form == "day-first"


def test_a_slip_of_the_pen_is_one_refused_row() -> None:
    texts = [f"{day:02}/10/2026" for day in range(1, 29)] + ["10/31/2026"]
    assert read_all(texts) == [f"2026-10-{day:02}" for day in range(1, 29)] + [""]


@pytest.mark.parametrize(
    ("column", "text", "form", "day"),
    [
        (BORN_ON, "03/04/11", "day-first", date(2011, 4, 3)),
        (BORN_ON, "03/04/27", "day-first", date(1927, 4, 3)),
        (DUE_ON, "03/04/27", "day-first", date(2027, 4, 3)),
        (CLOSED_ON, "03/04/98", "day-first", date(1998, 4, 3)),
        (CLOSED_ON, "44884", "excel-1904", date(2026, 11, 20)),
        (CLOSED_ON, "46346", "excel-1900", date(2026, 11, 20)),
    ],
)
def test_years_of_two_digits_and_numbers_of_excel(column: Column, text: str, form: DateForm, day: date) -> None:
    found = Reader(column, TODAY).read(text, form)
    assert found == Written(day, None)


@pytest.mark.parametrize(
    "text", ["99999", "12345", "31/02/2026", "0/1/2026", "2026-13-01", "1 Foo 2026", "12/2026", "Sat 03/04/2026", ""]
)
def test_what_is_no_date_is_read_in_no_form(text: str) -> None:
    reader = Reader(CLOSED_ON, TODAY)
    assert [form for form in (*WRITERS, "excel-1904") if reader.read(text, form)] == []


@pytest.mark.parametrize("text", ["20/11/2026 25:00", "20/11/2026 13:00 pm", "20/11/2026 9", "20/11/2026 09:00Z"])
def test_a_time_that_cannot_be_is_none(text: str) -> None:
    assert Reader(OBSERVED_AT, TODAY).read(text, "day-first") is None


def test_a_fraction_of_excel_is_a_time() -> None:
    found = Reader(OBSERVED_AT, TODAY).read("46346.701388888889", "excel-1900")
    assert found == Written(date(2026, 11, 20), time(16, 50))
    assert found.as_ours(OBSERVED_AT) == "2026-11-20T16:50:00"


def test_a_time_is_wanted_where_the_column_has_times() -> None:
    written = Reader(OBSERVED_AT, TODAY).read("20/11/2026", "day-first")
    assert written is not None
    with pytest.raises(ValueError, match="date and time"):
        written.as_ours(OBSERVED_AT)
    assert TODAY - timedelta(days=1) == written.day
