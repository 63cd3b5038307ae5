"""Registers of exceptions: marks of the absences alone, in which a day without a row is a presence.

Whether a day without a row was a presence is known where the day was a school day of the setting, and the child was on
its roll: then a mark is made for each such session (/ in the morning, \\ in the afternoon), from the first to the last
day that the rows of the setting tell of. Where it is not known, the absence is refused, too, for absences alone would
make a child's absence whole. A mark that stands in the store stays, unless attendance is loaded in full.
"""

from sgdata.intake.apply import apply
from sgdata.intake.check import MOST_REASONS, check
from sgdata.intake.full import Full
from sgdata.intake.mapping import Reading
from sgdata.intake.profile import ExceptionsOnly
from sgdata.intake.pseudonym import Pseudonymiser
from sgdata.intake.report import Reason, TableReport
from sgdata.intake.sources import list_reasons
from sgdata.intake.staging import Staged, Workbench, quoted
from sgdata.store.schema import derive_school_days
from sgdata.tables.attendance import Mark

FEWEST_MARKS = 50  # fewer may be those of a child who was away
NO_PRESENCE = (
    "There is no mark of presence in it: if a day without a row is a presence, do not load it so, but with the profile "
    "exceptions_only."
)
NOT_WHOLE = "a row of the same setting that cannot be taken"
MEND = "a setting whose rows can all be read: a row that is left out would become a presence"
NO_TERM = "a day in no term that is known of the setting"
NO_DAY = "no school day in the calendar of the setting"
TERMS = "a school day of the setting: load its terms, inset days and closures (calendar) before or with it"
STRANGER = "a child who is not known to be on roll of the setting on that day"
ROLL = "a child whose row in children names the setting and the first day on roll: load it before or with it"
OTHER_DAYS = "{found} school days of the setting from {date_from} to {date_to}"
AS_COUNTED = "{days}, as the sheet of terms counts them: load the setting's inset days and closures (calendar)"


def looks_like_exceptions(bench: Workbench, rows: str) -> bool:
    """Whether checked marks tell of absences alone: enough of them, and not one presence."""
    presences = bench.count(f"{rows} WHERE code IN ('/', '\\')")
    return presences == 0 and bench.count(f"{rows} WHERE code IS NOT NULL") >= FEWEST_MARKS


def take_exceptions(
    bench: Workbench,
    pseudonyms: Pseudonymiser,
    reading: Reading,
    full: Full,
    exceptions: ExceptionsOnly,
    report: TableReport,
) -> TableReport:
    """Checks the exceptions and applies them to the draft, with the presences that follow from them. Writes what became
    of the rows into the `report` of their sheet; returns that of the presences."""
    marks = bench.new_name()
    bench.con.execute(f"CREATE TABLE {marks} AS {exceptions.query}")
    checked = check(bench, Staged(marks, bench.count(marks)), Mark, pseudonyms, reading)
    bench.con.execute(
        f"CREATE TABLE unread AS SELECT DISTINCT line FROM {marks} WHERE {checked.refused > 0} "
        f"EXCEPT SELECT line FROM {checked.name}"
    )
    derive_school_days(bench.con, "draft")
    reasons = _hold(bench, pseudonyms, marks, checked.name, exceptions, report)
    lines = "SELECT line FROM unread UNION SELECT line FROM held"
    refused = bench.count(f"({lines})")
    bench.con.execute(f"DELETE FROM {checked.name} WHERE line IN ({lines})")
    report.table = Mark.TABLE
    report.accepted -= refused
    list_reasons(report, report.reasons + checked.reasons + reasons, report.refused + refused)
    report.repeated += checked.repeated
    made, sentence = _presences(bench, checked.name, replaces=Mark.TABLE in full.tables)
    told = TableReport(table=Mark.TABLE, file=f"{report.file}, presences", note=sentence)
    for rows, one in ((checked.name, report), (made, told)):
        full.note(bench, rows, Mark)
        applied = apply(bench, rows, Mark)
        one.new, one.replaced, one.unchanged = applied.new, applied.replaced, applied.unchanged
    told.read = told.accepted = bench.count(made)
    bench.drop(marks, checked.name, made, "unread", "held", "counted", "broken")
    return told


def _hold(
    bench: Workbench,
    pseudonyms: Pseudonymiser,
    marks: str,
    rows: str,
    exceptions: ExceptionsOnly,
    report: TableReport,
) -> list[Reason]:
    """Lays `held`, the lines of the checked rows that may not be taken, and says why."""
    source, setting = exceptions.of, quoted(exceptions.setting)
    counted = [
        (pseudonyms.pseudonym("provider", str(provider)), *rest)
        for provider, *rest in bench.con.execute(exceptions.days).fetchall()
    ]
    bench.con.execute("CREATE TABLE counted (provider_id VARCHAR, date_from DATE, date_to DATE, days INTEGER)")
    if counted:
        bench.con.executemany("INSERT INTO counted VALUES (?, ?, ?, ?)", counted)
    # Of a row with more or fewer cells than the header nobody can tell the setting.
    all_broken = any(not reason.column for reason in report.reasons)
    bench.con.execute(
        f"CREATE TABLE broken AS SELECT {setting} AS setting FROM {source}_refused "
        f"UNION SELECT {setting} FROM {source} WHERE line IN (SELECT line FROM unread)"
    )
    bench.con.execute(
        f"""
        CREATE TABLE held AS
        WITH known_year AS (
            SELECT DISTINCT provider_id, academic_year FROM term_day
        ),
        other AS (
            SELECT counted.*, count(day.date) AS found
            FROM counted
            LEFT JOIN draft.school_day AS day
                ON day.provider_id = counted.provider_id AND day.date BETWEEN counted.date_from AND counted.date_to
            GROUP BY ALL
            HAVING count(day.date) <> counted.days
        ),
        reason AS (
            SELECT row.line, 1 AS place, 'setting' AS field, '{NOT_WHOLE}' AS found, '{MEND}' AS wanted
            FROM {rows} AS row
            INNER JOIN {source} AS source ON source.line = row.line
            WHERE
                {all_broken}
                OR source.{setting} IN (SELECT setting FROM broken)
                OR EXISTS (SELECT 1 FROM broken WHERE setting IS NULL)
            UNION ALL
            SELECT row.line, 2, 'date',
                CASE WHEN year.provider_id IS NULL THEN '{NO_TERM}' ELSE '{NO_DAY}' END, '{TERMS}'
            FROM {rows} AS row
            LEFT JOIN draft.school_day AS day ON day.provider_id = row.provider_id AND day.date = row.date
            LEFT JOIN known_year AS year
                ON year.provider_id = row.provider_id
                AND year.academic_year = year(row.date) - CASE WHEN month(row.date) >= 9 THEN 0 ELSE 1 END
            WHERE day.date IS NULL
            UNION ALL
            SELECT row.line, 3, 'date',
                {_filled(OTHER_DAYS)}, {_filled(AS_COUNTED)}
            FROM {rows} AS row
            INNER JOIN other
                ON other.provider_id = row.provider_id AND row.date BETWEEN other.date_from AND other.date_to
            UNION ALL
            SELECT row.line, 4, 'child_id', '{STRANGER}', '{ROLL}'
            FROM {rows} AS row
            WHERE NOT EXISTS (
                SELECT 1 FROM draft.children AS child
                WHERE
                    child.child_id = row.child_id
                    AND child.provider_id = row.provider_id
                    AND row.date >= child.on_roll_from
                    AND row.date < coalesce(child.on_roll_to, DATE '9999-12-31')
            )
        )
        SELECT line, arg_min(field, place) AS field, arg_min(found, place) AS found, arg_min(wanted, place) AS wanted
        FROM reason
        GROUP BY line
        """
    )
    # A row that another of the same child and day stands for shares its fate.
    bench.con.execute(
        f"INSERT INTO held SELECT DISTINCT ON (same.line) same.line, held.field, held.found, held.wanted FROM held "
        f"INNER JOIN {source} AS source ON source.line = held.line "
        f"INNER JOIN {source} AS same ON same.child_id = source.child_id AND same.date = source.date "
        f"AND same.{setting} = source.{setting} WHERE same.line NOT IN (SELECT line FROM {marks})"
    )
    fields = {"setting": exceptions.setting}
    return [
        Reason(line=line, column=fields.get(field, field), found=found, wanted=wanted)
        for line, field, found, wanted in bench.con.execute(
            f"SELECT line, field, found, wanted FROM held ORDER BY line LIMIT {MOST_REASONS}"
        ).fetchall()
    ]


def _filled(sentence: str) -> str:
    """SQL of the sentence with the columns of `other` in it."""
    parts = sentence.replace("'", "''").replace("{", "' || other.").replace("}", " || '")
    return f"'{parts}'"


def _presences(bench: Workbench, rows: str, *, replaces: bool) -> tuple[str, str]:
    """Lays the presences that follow from the checked `rows`; what the report says of them."""
    made = bench.new_name()
    bench.con.execute(
        f"""
        CREATE TABLE {made} AS
        WITH span AS (
            SELECT provider_id, min(date) AS first, max(date) AS last FROM {rows} GROUP BY provider_id
        ),
        half AS (
            SELECT 'AM' AS session, '/' AS code UNION ALL SELECT 'PM', '\\'
        )
        SELECT
            child.child_id, day.date, half.session, span.provider_id, half.code, CAST(NULL AS TIMESTAMP) AS recorded_at
        FROM span
        INNER JOIN draft.school_day AS day
            ON day.provider_id = span.provider_id AND day.date BETWEEN span.first AND span.last
        INNER JOIN draft.children AS child
            ON child.provider_id = span.provider_id
            AND day.date >= child.on_roll_from
            AND day.date < coalesce(child.on_roll_to, DATE '9999-12-31')
        CROSS JOIN half
        WHERE
            NOT EXISTS (
                SELECT 1 FROM {rows} AS row
                WHERE row.child_id = child.child_id AND row.date = day.date AND row.session = half.session
            )
            AND NOT EXISTS (
                SELECT 1 FROM draft.attendance AS mark
                WHERE
                    mark.child_id = child.child_id
                    AND mark.date = day.date
                    AND mark.session = half.session
                    AND NOT (mark.provider_id = span.provider_id AND ({replaces} OR mark.code = half.code))
            )
        """
    )
    unknown = bench.count(
        f"draft.children WHERE on_roll_from IS NULL AND provider_id IN (SELECT provider_id FROM {rows})"
    )
    sentence = (
        f"{bench.count(made):,} marks of presence were made: a session of a school day, from the first to the last day "
        "of each setting's rows, of a child on its roll, without a row and without another mark. The roll is that of "
        "today's list of children."
    )
    if unknown:
        sentence += f" None for {unknown:,} children whose first day on roll is not known."
    return made, sentence
