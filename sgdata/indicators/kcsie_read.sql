/*
title = "Part One of the present edition read"
asks = "Who has read Part One of this edition of Keeping children safe in education (KCSIE)?"
theme = "staff"
unit = "percent"
kind = "stock"
good = "high"
about = "process"
subject = "person"
target = 100
amber = 95
clauses = ["VS-2"]
rule = "TRN-1"
authority = "Keeping children safe in education: all staff read Part One; safeguarding policy of the Virtual School"
edition = "2026"
owner = "Designated safeguarding lead"
reviewed_on = 2026-11-20
review_due_on = 2027-09-01
caveat = "A new edition comes into force each 1 September. Whoever has not read it is asked 30 days after that day, or after starting, where that is later."
answer = "{n} of {d} {d|person|people} in post {n|has|have} read the present edition ({percent})."
answer_none = "None of {d} {d|person|people} in post has read the present edition."
answer_no_data = "Nobody is to have read the present edition yet."

[parameters]
grace_days = 30
*/
SELECT
    person.as_at,
    person.staff_id AS subject,
    CAST(NULL AS VARCHAR) AS child,
    person.read_on AS happened_on,
    CASE WHEN person.read_on >= person.edition_from THEN 1 ELSE 0 END AS numerator,
    1 AS denominator,
    TRUE AS known,
    CASE
        WHEN person.read_on IS NULL THEN 'not read'
        WHEN person.read_on >= person.edition_from THEN 'read ' || strftime(person.read_on, '%-d %B %Y')
        ELSE 'last read ' || strftime(person.read_on, '%-d %B %Y') || ', before the edition of '
            || strftime(person.edition_from, '%-d %B %Y')
    END AS why
FROM (
    SELECT
        asked.as_at,
        person.staff_id,
        person.in_post_from,
        parameters.grace_days,
        CASE WHEN person.kcsie_read_on <= asked.as_at THEN person.kcsie_read_on END AS read_on,
        make_date(year(asked.as_at) - CASE WHEN month(asked.as_at) >= 9 THEN 0 ELSE 1 END, 9, 1)
            AS edition_from
    FROM asked
    CROSS JOIN parameters
    INNER JOIN in_post AS person
        ON person.in_post_from <= asked.as_at AND person.not_in_post_from > asked.as_at
) AS person
WHERE
    person.read_on >= person.edition_from
    OR date_diff('day', greatest(person.edition_from, person.in_post_from), person.as_at) > person.grace_days;
/*
Example: the edition of 1 September: read on that day counts, the day before was the old one.
as_at 2026-11-20
staff
| staff_id | started_on | kcsie_read_on |
| first    | 2020-01-01 | 2026-09-01    |
| old      | 2020-01-01 | 2026-08-31    |
| never    |            |               |
| tomorrow | 2020-01-01 | 2026-11-21    |
gives
| subject  | numerator | why                                                          |
| first    | 1         | read 1 September 2026                                        |
| old      | 0         | last read 31 August 2026, before the edition of 1 September 2026 |
| never    | 0         | not read                                                     |
| tomorrow | 0         | not read                                                     |
figure 1 of 4

Example: who has not read is asked from the 31st day on, of the edition or of the person; who has read counts at once.
as_at 2026-10-01
staff
| staff_id | started_on | kcsie_read_on |
| day_30   | 2020-01-01 |               |
| no_start |            |               |
| new_read | 2026-09-28 | 2026-09-28    |
| had_read | 2020-01-01 | 2026-09-01    |
gives
| subject  | numerator |
| new_read | 1         |
| had_read | 1         |
figure 2 of 2

Example: a person who started later has 30 days from then.
as_at 2026-11-20
staff
| staff_id | started_on | kcsie_read_on |
| day_30   | 2026-10-21 |               |
| day_31   | 2026-10-20 |               |
gives
| subject | numerator |
| day_31  | 0         |
figure 0 of 1
*/
