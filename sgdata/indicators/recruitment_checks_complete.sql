/*
title = "Recruitment checks complete"
asks = "Are all checks done?"
theme = "staff"
unit = "percent"
kind = "stock"
good = "high"
about = "process"
subject = "person"
target = 100
amber = 100
clauses = ["MM-7", "VS-2"]
rule = "TRN-1"
authority = "Keeping children safe in education, Part Three; both policies"
edition = "2026"
owner = "Designated safeguarding lead"
reviewed_on = 2026-11-20
review_due_on = 2027-09-01
caveat = "Application form, two references that were verified, enhanced check of the Disclosure and Barring Service (DBS), identity, gaps explained, and qualifications where the post needs them. A DBS certificate has no expiry date."
answer = "All checks are done for {n} of {d} {d|person|people} in post ({percent})."
answer_none = "All checks are done for none of {d} {d|person|people} in post."
answer_no_data = "Nobody is in post."

[parameters]
references_wanted = 2
*/
SELECT
    person.as_at,
    person.staff_id AS subject,
    CAST(NULL AS VARCHAR) AS child,
    person.started_on AS happened_on,
    CASE WHEN person.missing = '' THEN 1 ELSE 0 END AS numerator,
    1 AS denominator,
    TRUE AS known,
    CASE WHEN person.missing = '' THEN 'all checks done' ELSE 'missing: ' || person.missing END AS why
FROM (
    SELECT
        asked.as_at,
        person.staff_id,
        person.started_on,
        concat_ws(
            ', ',
            CASE WHEN coalesce(person.application_form_on > asked.as_at, TRUE) THEN 'application form' END,
            CASE
                WHEN coalesce(person.references_received, 0) < parameters.references_wanted THEN 'references'
            END,
            CASE
                WHEN coalesce(person.references_verified_on > asked.as_at, TRUE) THEN 'references verified'
            END,
            CASE WHEN coalesce(person.enhanced_dbs_on > asked.as_at, TRUE) THEN 'enhanced DBS' END,
            CASE WHEN coalesce(person.identity_checked_on > asked.as_at, TRUE) THEN 'identity' END,
            CASE
                WHEN
                    person.qualifications_needed
                    AND coalesce(person.qualifications_checked_on > asked.as_at, TRUE)
                    THEN 'qualifications'
            END,
            CASE WHEN coalesce(person.gaps_explained_on > asked.as_at, TRUE) THEN 'gaps explained' END
        ) AS missing
    FROM asked
    CROSS JOIN parameters
    INNER JOIN in_post AS person
        ON person.in_post_from <= asked.as_at AND person.not_in_post_from > asked.as_at
) AS person;
/*
Example: every check, with two references; qualifications only where the post needs them.
as_at 2026-11-20
staff
| staff_id   | started_on | application_form_on | references_received | references_verified_on | enhanced_dbs_on | identity_checked_on | qualifications_checked_on | qualifications_needed | gaps_explained_on |
| whole      | 2026-09-01 | 2026-06-01          | 2                   | 2026-06-15             | 2026-07-01      | 2026-07-01          | 2026-07-01                | yes                   | 2026-06-01        |
| not_needed | 2026-09-01 | 2026-06-01          | 3                   | 2026-06-15             | 2026-07-01      | 2026-07-01          |                           |                       | 2026-11-20        |
| one_ref    | 2026-09-01 | 2026-06-01          | 1                   | 2026-06-15             | 2026-07-01      | 2026-07-01          |                           | yes                   | 2026-06-01        |
| tomorrow   | 2026-09-01 | 2026-06-01          | 2                   | 2026-06-15             | 2026-11-21      | 2026-07-01          |                           | no                    | 2026-06-01        |
| nothing    | 2026-09-01 |                     |                     |                        |                 |                     |                           |                       |                   |
gives
| subject    | numerator | why                                                                       |
| whole      | 1         | all checks done                                                           |
| not_needed | 1         | all checks done                                                           |
| one_ref    | 0         | missing: references, qualifications                                       |
| tomorrow   | 0         | missing: enhanced DBS                                                     |
| nothing    | 0         | missing: application form, references, references verified, enhanced DBS, identity, gaps explained |
figure 2 of 5

Example: only people in post: who leaves today is gone, who is away for long is not asked.
as_at 2026-11-20
staff
| staff_id | started_on | ended_on   | long_term_absent |
| today    | 2026-11-20 |            |                  |
| leaves   | 2020-01-01 | 2026-11-20 |                  |
| away     | 2020-01-01 |            | yes              |
gives
| subject | numerator |
| today   | 0         |
figure 0 of 1
*/
