"""Working days of England and Wales: the worked examples, the published list, and a second reading by rule."""

import json
import shutil
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import holidays
import pytest

from sgdata.calendar import academic_year_start, add_working_days, bank_holidays, is_working_day, months_to
from tests.support import PROJECT, SHARED


@pytest.mark.parametrize(
    ("day", "next_working_day"),
    [
        (date(2026, 11, 20), date(2026, 11, 23)),
        (date(2026, 11, 21), date(2026, 11, 23)),
        (date(2026, 12, 24), date(2026, 12, 29)),
        (date(2026, 4, 2), date(2026, 4, 7)),
        (date(2026, 8, 28), date(2026, 9, 1)),
        (date(2025, 12, 24), date(2025, 12, 29)),
    ],
)
def test_one_working_day_later(day: date, next_working_day: date) -> None:
    assert add_working_days(day, 1) == next_working_day


def test_weekday_bank_holidays_are_those_of_the_rule() -> None:
    by_rule = holidays.country_holidays("GB", subdiv="ENG", years=range(2005, 2036))
    day = date(2005, 1, 1)
    while day < date(2036, 1, 1):
        if day.weekday() < 5:
            assert is_working_day(day) is (day not in by_rule), day
        day += timedelta(days=1)


@pytest.mark.skipif(not SHARED.exists(), reason="the published list stands beside the project only where it is built")
def test_bank_holidays_are_those_that_were_published() -> None:
    file = SHARED / "data" / "bank_holidays" / "bank-holidays.json"
    events = json.loads(file.read_text(encoding="utf-8"))["england-and-wales"]["events"]
    published = {date.fromisoformat(event["date"]) for event in events}
    years = {day.year for day in published}
    assert {day for day in bank_holidays() if day.year in years} == published


def test_an_update_takes_the_years_of_the_file_and_keeps_the_others(tmp_path: Path) -> None:
    shutil.copytree(PROJECT / "sgdata", tmp_path / "sgdata")
    event = {"title": "A Coronation", "date": "2028-06-05", "notes": "", "bunting": True}
    file = tmp_path / "published.json"
    file.write_text(json.dumps({"england-and-wales": {"events": [event]}}), encoding="utf-8")
    command = [sys.executable, "-m", "sgdata", "bank-holidays", str(file)]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert "Took 1 bank holidays" in done.stdout
    lines = (tmp_path / "sgdata" / "bank_holidays.csv").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line.startswith("2028")] == ["2028-06-05,A Coronation"]
    kept = [day for day in bank_holidays() if day.year != 2028]
    assert len(lines) == 1 + len(kept) + 1
    file.write_text("[]", encoding="utf-8")
    refused = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (refused.returncode, len(refused.stderr.splitlines())) == (2, 1)


def test_months_and_academic_years() -> None:
    assert academic_year_start(date(2026, 8, 31)) == date(2025, 9, 1)
    assert academic_year_start(date(2026, 9, 1)) == date(2026, 9, 1)
    assert months_to(date(2026, 3, 15), 2) == [
        (date(2026, 2, 1), date(2026, 2, 28)),
        (date(2026, 3, 1), date(2026, 3, 15)),
    ]
