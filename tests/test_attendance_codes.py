"""The attendance codes as data: every code that the door accepts has a meaning and a class, and no other."""

from sgdata.store.schema import attendance_codes
from sgdata.tables.attendance import ATTENDANCE_CODES

POSSIBLE = {"attending", "approved", "authorised", "unauthorised"}


def test_the_codes_are_those_that_the_door_accepts() -> None:
    assert sorted(str(code) for code, *_ in attendance_codes()) == sorted(ATTENDANCE_CODES)


def test_a_code_is_a_possible_attendance_by_its_class() -> None:
    for code, meaning, group, is_possible, _ in attendance_codes():
        assert meaning, code
        assert group in POSSIBLE | {"not_possible", "not_collected"}, code
        assert is_possible == ("yes" if group in POSSIBLE else "no"), code


def test_the_legacy_codes_were_last_used_on_18_august_2024() -> None:
    legacy = {code: last_used_on for code, *_, last_used_on in attendance_codes() if last_used_on}
    assert legacy == dict.fromkeys("HFJY", "2024-08-18")
