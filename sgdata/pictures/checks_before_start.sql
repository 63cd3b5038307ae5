/*
asks = "Which checks were done before people began?"
theme = "staff"
draw = "bars"
place = 40
of = "recruitment_checks_complete"
parts = ["by the first day", "after the first day", "missing", "not known"]
clauses = ["MM-7", "VS-2"]
counted = "People in post, for each recruitment check: done by the first day in post, done after it, or missing. References are done when two came and were verified; qualifications are asked only where the post needs them. Not known: the check is done but not the first day known, or it is not known whether the post needs it. DBS is the Disclosure and Barring Service. People away for long are not asked."
answer = "All checks are done for {complete} of {n} people in post. {missing} {missing|check is|checks are} missing[; {after} {after|was|were} done after the first day]."
answer_none = "Nobody is in post."

[tells]
n = "(SELECT count(*) FROM measured)"
complete = "(SELECT count(*) FROM measured WHERE numerator > 0)"
missing = "sum(CASE WHEN part = 'missing' THEN n ELSE 0 END)"
after = "sum(CASE WHEN part = 'after the first day' THEN n ELSE 0 END)"

[columns]
label = "Check"
part = "When"
n = "People"
*/
WITH
person AS (
    SELECT
        measured.as_at,
        in_post.started_on,
        in_post.application_form_on,
        CASE
            WHEN in_post.references_received >= parameters.references_wanted THEN in_post.references_verified_on
        END AS references_on,
        in_post.enhanced_dbs_on,
        in_post.identity_checked_on,
        in_post.qualifications_checked_on,
        in_post.qualifications_needed,
        in_post.gaps_explained_on
    FROM measured
    CROSS JOIN parameters
    INNER JOIN in_post ON in_post.staff_id = measured.subject
),
single AS (
    SELECT as_at, started_on, 1 AS place, application_form_on AS done_on, TRUE AS needed FROM person
    UNION ALL
    SELECT as_at, started_on, 2 AS place, references_on AS done_on, TRUE AS needed FROM person
    UNION ALL
    SELECT as_at, started_on, 3 AS place, enhanced_dbs_on AS done_on, TRUE AS needed FROM person
    UNION ALL
    SELECT as_at, started_on, 4 AS place, identity_checked_on AS done_on, TRUE AS needed FROM person
    UNION ALL
    SELECT as_at, started_on, 5 AS place, qualifications_checked_on AS done_on, qualifications_needed AS needed
    FROM person
    UNION ALL
    SELECT as_at, started_on, 6 AS place, gaps_explained_on AS done_on, TRUE AS needed FROM person
),
counted AS (
    SELECT
        place,
        CASE
            WHEN needed IS NULL THEN 'not known'
            WHEN done_on IS NULL OR done_on > as_at THEN 'missing'
            WHEN started_on IS NULL THEN 'not known'
            WHEN done_on <= started_on THEN 'by the first day'
            ELSE 'after the first day'
        END AS part,
        count(*) AS n
    FROM single
    WHERE needed IS DISTINCT FROM FALSE
    GROUP BY ALL
)
SELECT
    checked.label,
    coalesce(counted.part, 'by the first day') AS part,
    coalesce(counted.n, 0) AS n
FROM (
    VALUES
    (1, 'application form'),
    (2, 'references'),
    (3, 'enhanced DBS'),
    (4, 'identity'),
    (5, 'qualifications'),
    (6, 'gaps explained')
) AS checked(place, label)
LEFT JOIN counted ON counted.place = checked.place
WHERE EXISTS (SELECT 1 FROM counted)
ORDER BY checked.place, counted.part;
/*
Example: the first day is in time; one reference is none; a check of tomorrow is missing today; who needs no qualifications is not asked.
as_at 2026-11-20
staff
| staff_id | started_on | application_form_on | references_received | references_verified_on | enhanced_dbs_on | identity_checked_on | qualifications_checked_on | qualifications_needed | gaps_explained_on |
| whole    | 2026-09-01 | 2026-06-01          | 2                   | 2026-06-15             | 2026-09-01      | 2026-09-02          | 2026-07-01                | yes                   | 2026-06-01        |
| one_ref  | 2026-09-01 | 2026-06-01          | 1                   | 2026-06-15             | 2026-11-21      | 2026-07-01          |                           | no                    | 2026-06-01        |
| no_start |            | 2026-06-01          | 2                   | 2026-06-15             | 2026-07-01      | 2026-07-01          |                           |                       |                   |
gives
| label            | part                | n |
| application form | by the first day    | 2 |
| application form | not known           | 1 |
| references       | by the first day    | 1 |
| references       | missing             | 1 |
| references       | not known           | 1 |
| enhanced DBS     | by the first day    | 1 |
| enhanced DBS     | missing             | 1 |
| enhanced DBS     | not known           | 1 |
| identity         | after the first day | 1 |
| identity         | by the first day    | 1 |
| identity         | not known           | 1 |
| qualifications   | by the first day    | 1 |
| qualifications   | not known           | 1 |
| gaps explained   | by the first day    | 2 |
| gaps explained   | missing             | 1 |

Example: where no post needs qualifications, the check stands with 0; people away for long are not asked.
as_at 2026-11-20
staff
| staff_id | started_on | long_term_absent | qualifications_needed |
| nothing  | 2026-09-01 |                  | no                    |
| away     | 2026-09-01 | yes              | no                    |
gives
| label            | part             | n |
| application form | missing          | 1 |
| references       | missing          | 1 |
| enhanced DBS     | missing          | 1 |
| identity         | missing          | 1 |
| qualifications   | by the first day | 0 |
| gaps explained   | missing          | 1 |
*/
