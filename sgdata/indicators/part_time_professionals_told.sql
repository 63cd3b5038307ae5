/*
title = "Professionals told of part-time timetables"
asks = "Do the right people know?"
theme = "part_time"
unit = "percent"
kind = "stock"
good = "high"
about = "process"
subject = "timetable"
own_provider = true
target = 100
amber = 90
clauses = ["VS-5.3"]
rule = "PTT-1"
authority = "Working together to improve school attendance; practice of local authorities"
edition = "2026"
owner = "Virtual School Head"
reviewed_on = 2026-11-20
review_due_on = 2027-09-01
caveat = "The social worker where one is allocated today, the Virtual School and the local authority: all of them."
answer = "All who must know were told of {n} of {d} open part-time {d|timetable|timetables} ({percent})."
answer_none = "All who must know were told of none of {d} open part-time {d|timetable|timetables}."
answer_no_data = "No part-time timetable is open."
children_among = "with an open part-time timetable"
children_who = "{n|has|have} one of which not all were told who must know"
*/
SELECT
    asked.as_at,
    timetable.timetable_id AS subject,
    timetable.child_id AS child,
    timetable.provider_id AS provider,
    timetable.started_on AS happened_on,
    CASE
        WHEN
            (
                timetable.social_worker_informed_on <= asked.as_at
                OR NOT coalesce(children.social_worker, FALSE)
            )
            AND timetable.virtual_school_agreed_on <= asked.as_at
            AND timetable.authority_notified_on <= asked.as_at
            THEN 1
        ELSE 0
    END AS numerator,
    1 AS denominator,
    TRUE AS known,
    CASE
        WHEN NOT coalesce(children.social_worker, FALSE) THEN 'no social worker'
        WHEN timetable.social_worker_informed_on <= asked.as_at THEN 'social worker told'
        ELSE 'social worker not told'
    END
    || CASE
        WHEN timetable.virtual_school_agreed_on <= asked.as_at THEN ', Virtual School agreed'
        ELSE ', Virtual School did not agree'
    END
    || CASE
        WHEN timetable.authority_notified_on <= asked.as_at THEN ', authority told'
        ELSE ', authority not told'
    END AS why
FROM asked
INNER JOIN timetable_of_school_age AS timetable
    ON (timetable.started_on IS NULL OR timetable.started_on <= asked.as_at)
    AND (timetable.ended_on IS NULL OR timetable.ended_on > asked.as_at)
    AND asked.as_at BETWEEN timetable.school_age_from AND timetable.school_age_to
LEFT JOIN children ON children.child_id = timetable.child_id;
/*
Example: all three are needed; a child without a social worker needs two.
as_at 2026-11-20
children
| child_id | social_worker |
| has      | yes           |
| has_not  | no            |
part_time_timetables
| timetable_id | child_id | started_on | social_worker_informed_on | virtual_school_agreed_on | authority_notified_on |
| all          | has      | 2026-11-02 | 2026-11-02                | 2026-11-02               | 2026-11-02            |
| not_told     | has      | 2026-11-02 |                           | 2026-11-02               | 2026-11-02            |
| no_need      | has_not  | 2026-11-02 |                           | 2026-11-02               | 2026-11-02            |
| not_agreed   | has_not  | 2026-11-02 |                           |                          | 2026-11-02            |
gives
| subject    | numerator | why                                                              |
| all        | 1         | social worker told, Virtual School agreed, authority told        |
| not_told   | 0         | social worker not told, Virtual School agreed, authority told    |
| no_need    | 1         | no social worker, Virtual School agreed, authority told          |
| not_agreed | 0         | no social worker, Virtual School did not agree, authority told   |
figure 2 of 4

Example: told after the date asked is not yet told; a child who is not known has no social worker that we know of.
as_at 2026-11-20
part_time_timetables
| timetable_id | child_id | started_on | virtual_school_agreed_on | authority_notified_on |
| today        | c1       | 2026-11-02 | 2026-11-20               | 2026-11-20            |
| tomorrow     | c1       | 2026-11-02 | 2026-11-20               | 2026-11-21            |
gives
| subject  | numerator |
| today    | 1         |
| tomorrow | 0         |
figure 1 of 2
*/
