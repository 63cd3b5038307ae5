/*
asks = "What is missing in the records that are not complete?"
theme = "concerns"
draw = "bars"
place = 50
of = "record_complete"
clauses = ["VS-11", "VS-3.3", "MM-5.1"]
counted = "Records of concerns raised in the period that are not complete, by the part of the form that is missing. A record may lack several parts, so the shares add up to more than 100 %. Parts that no record lacks are left out. Where all parts are there and the times contradict each other, nobody can say whether the record is complete."
answer = "{n} of {records} {records|record is|records are} not complete{unsure}. {most}, in {often} of them."
answer_none = "No record is known to be incomplete."

[tells]
n = "coalesce(max(incomplete), 0)"
records = "coalesce(max(records), 0)"
unsure = "CASE WHEN max(\"of\") > max(incomplete) THEN ', and ' || (max(\"of\") - max(incomplete)) || ' cannot be judged' ELSE '' END"
most = "(SELECT 'missing most often: ' || label FROM picture ORDER BY starts_with(label, 'not known'), n DESC, label LIMIT 1)"
often = "(SELECT n FROM picture ORDER BY starts_with(label, 'not known'), n DESC, label LIMIT 1)"

[columns]
label = "Part of the form"
n = "Records without it"
of = "Records not known to be complete"
*/
WITH
lacking AS (
    SELECT
        subject,
        known,
        CASE
            WHEN known THEN string_split(replace(why, 'missing: ', ''), ', ') ELSE ['not known, times contradict each other']
        END AS missing
    FROM measured
    WHERE numerator = 0
)
SELECT
    label,
    count(*) AS n,
    (SELECT count(*) FROM lacking) AS "of",
    (SELECT count(*) FROM lacking WHERE known) AS incomplete,
    (SELECT count(*) FROM measured) AS records
FROM (SELECT known, unnest(missing) AS label FROM lacking) AS named
GROUP BY label, known
ORDER BY known DESC, n DESC, label;
/*
Example: a record counts at each part that it lacks; one whose times contradict each other cannot be judged, unless a part is missing.
as_at 2026-11-20
concerns
| concern_id | observed_at      | reported_to_dsl_at | categories | own_words_recorded | questions_recorded | body_map |
| whole      | 2026-11-02T09:00 | 2026-11-02T09:30   | neglect    | yes                | yes                | recorded |
| two_parts  | 2026-11-02T09:00 | 2026-11-02T09:30   | neglect    | no                 |                    | recorded |
| before     | 2026-11-02T09:00 | 2026-11-02T08:30   | neglect    | yes                | yes                | recorded |
| both       | 2026-11-02T09:00 | 2026-11-02T08:30   | neglect    | no                 | yes                | recorded |
actions
| action_id | concern_id | due_on     |
| a1        | whole      | 2026-11-09 |
| a2        | two_parts  | 2026-11-09 |
| a3        | before     | 2026-11-09 |
| a4        | both       | 2026-11-09 |
gives
| label                                  | n | of | incomplete | records |
| own words                              | 2 | 3  | 2          | 4       |
| questions                              | 1 | 3  | 2          | 4       |
| not known, times contradict each other | 1 | 3  | 2          | 4       |
*/
