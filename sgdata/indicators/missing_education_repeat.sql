/*
title = "Missing education again"
asks = "Who comes back to missing education?"
theme = "missing_education"
unit = "percent"
kind = "flow"
good = "low"
about = "child"
subject = "child"
trend = "year"
clauses = ["VS-5.1", "VS-5.2"]
rule = "VS-5.1"
authority = "Safeguarding policy of the Virtual School: action where children go missing repeatedly"
edition = "2024"
owner = "Virtual School Head"
reviewed_on = 2026-11-20
review_due_on = 2027-09-01
caveat = "An earlier episode that ended in the 365 days before the new one began."
answer = "{n} of {d} {d|child|children} whose schooling broke off had been without a school in the year before ({percent})."
answer_none = "None of {d} {d|child|children} whose schooling broke off had been without a school in the year before."
answer_no_data = "No child's schooling broke off."
children_among = "whose schooling broke off"
children_who = "{n|was|were} without a school in the year before, too"

[parameters]
days = 365
*/
SELECT
    beginning.as_at,
    beginning.child_id AS subject,
    beginning.child_id AS child,
    max(beginning.started_on) AS happened_on,
    max(CASE WHEN earlier.episode_id IS NULL THEN 0 ELSE 1 END) AS numerator,
    1 AS denominator,
    TRUE AS known,
    'no school from ' || strftime(max(beginning.started_on), '%-d %B %Y')
    || CASE
        WHEN max(earlier.ended_on) IS NULL THEN ', not in the year before'
        ELSE ', again after ' || strftime(max(earlier.ended_on), '%-d %B %Y')
    END AS why
FROM (
    SELECT
        asked.as_at,
        parameters.days,
        episode.child_id,
        episode.started_on,
        episode.episode_id
    FROM asked
    CROSS JOIN parameters
    INNER JOIN missing_education_of_school_age AS episode
        ON episode.child_id IS NOT NULL
        AND episode.started_on BETWEEN asked.since AND asked.as_at
        AND asked.as_at BETWEEN episode.school_age_from AND episode.school_age_to
) AS beginning
LEFT JOIN missing_education AS earlier
    ON earlier.child_id = beginning.child_id
    AND earlier.episode_id <> beginning.episode_id
    AND (earlier.started_on IS NULL OR earlier.started_on < beginning.started_on)
    AND date_diff('day', earlier.ended_on, beginning.started_on) BETWEEN 0 AND beginning.days
GROUP BY beginning.as_at, beginning.child_id;
/*
Example: ended 365 days before is within the year, 366 is not; a child counts once.
as_at 2026-11-20 since 2026-09-01
missing_education
| episode_id | child_id | started_on | ended_on   |
| e1         | day_365  | 2025-09-01 | 2025-10-01 |
| e2         | day_365  | 2026-10-01 |            |
| e3         | day_366  | 2025-09-01 | 2025-09-30 |
| e4         | day_366  | 2026-10-01 |            |
| e5         | twice    | 2026-09-02 | 2026-10-01 |
| e6         | twice    | 2026-10-01 |            |
gives
| subject | numerator | why                                                   |
| day_365 | 1         | no school from 1 October 2026, again after 1 October 2025 |
| day_366 | 0         | no school from 1 October 2026, not in the year before     |
| twice   | 1         | no school from 1 October 2026, again after 1 October 2026 |
figure 2 of 3

Example: an earlier episode that is still open has not ended: it is not a repeat.
as_at 2026-11-20 since 2026-09-01
missing_education
| episode_id | child_id | started_on | ended_on |
| e1         | c1       | 2026-03-01 |          |
| e2         | c1       | 2026-10-01 |          |
| e3         | c2       | 2026-08-31 |          |
gives
| subject | numerator |
| c1      | 0         |
figure 0 of 1
*/
