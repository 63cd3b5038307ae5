/*
title = "Children with several vulnerabilities"
asks = "Which children carry several vulnerabilities?"
theme = "cohorts"
unit = "percent"
kind = "stock"
good = "low"
about = "child"
subject = "child"
parts = ["none", "one", "two"]
clauses = ["VS-4"]
rule = "LAC-4"
authority = "Safeguarding policy of the Virtual School: children at greater risk, among them those with multiple vulnerabilities, are identified and regularly monitored; which these are and that three are several are lines of our own"
edition = "2024"
owner = "Designated safeguarding lead"
reviewed_on = 2026-11-21
review_due_on = 2027-09-01
caveat = "Counts the named rules of the organisation that a child meets; none weighs more than another, and it is no score. Only what is recorded counts. Characteristics are those of today, also for a past date. Where an empty cell or an undated concern could make up the number, nobody can say; the parts count those alone for whom nothing is open."
answer = "{n} of {d} {d|child|children} carry three vulnerabilities or more ({percent})."
answer_none = "None of {d} {d|child|children} carries three vulnerabilities."
answer_no_data = "No child is on roll."

[parameters]
rules = 3
*/
SELECT
    child.as_at,
    child.child_id AS subject,
    child.child_id AS child,
    child.as_at AS happened_on,
    CASE WHEN child.sure >= parameters.rules THEN 1 ELSE 0 END AS numerator,
    1 AS denominator,
    child.sure >= parameters.rules OR child.sure + child.perhaps < parameters.rules AS known,
    CASE WHEN child.sure = 0 THEN 'none recorded' ELSE child.reasons END
    || CASE WHEN child.perhaps > 0 THEN '; not known: ' || child.not_known ELSE '' END AS why,
    CASE
        WHEN child.perhaps > 0 THEN []
        WHEN child.sure = 0 THEN ['none']
        WHEN child.sure = 1 THEN ['one']
        WHEN child.sure = 2 THEN ['two']
        ELSE []
    END AS parts
FROM vulnerable_child AS child
CROSS JOIN parameters;
/*
Example: three rules met are several, two are not; a concern of a category that no rule names is none; who is not on roll is not asked about.
as_at 2026-11-20
children
| child_id  | sen     | care_status      | placement_type | uasc | young_carer | on_roll_to |
| three     | ehcp    | looked_after     | residential    | no   | yes         |            |
| two       | support | looked_after     | foster         | no   | yes         |            |
| one       | none    | child_protection |                | no   | no          |            |
| nothing   | none    | looked_after     | foster         | no   |             |            |
| left      | ehcp    | looked_after     | secure         | yes  | yes         | 2026-11-20 |
concerns
| concern_id | child_id | observed_at      | categories                          |
| k1         | two      | 2026-10-01T09:00 | domestic_abuse                      |
gives
| subject | numerator | why                                                                    |
| three   | 1         | Residential or secure placement (residential); SEND (EHCP); Young carer |
| two     | 0         | SEND (support); Young carer                                            |
| one     | 0         | Child protection plan                                                  |
| nothing | 0         | none recorded                                                          |
figure 1 of 4

Example: a concern counts for twelve months, and once for each rule that it touches; one that is written down later does not exist yet.
as_at 2026-11-20
children
| child_id | sen  | care_status  |
| day_last | none | looked_after |
| day_over | none | looked_after |
| twice    | none | looked_after |
| not_yet  | none | looked_after |
concerns
| concern_id | child_id | observed_at      | recorded_at      | categories                                                 |
| a1         | day_last | 2025-11-21T09:00 |                  | mental_health;substance_misuse;county_lines                |
| b1         | day_over | 2025-11-20T09:00 |                  | mental_health;substance_misuse;county_lines                |
| c1         | twice    | 2026-10-01T09:00 |                  | mental_health;self_harm_suicidality                        |
| c2         | twice    | 2026-10-02T09:00 |                  | self_harm_suicidality;trafficking_slavery                  |
| d1         | not_yet  | 2026-11-19T09:00 | 2026-11-21T09:00 | mental_health;substance_misuse;missing_from_home_or_care   |
gives
| subject  | numerator | why                                                                                                          |
| day_last | 1         | Exploitation or violence: a concern of 21 November 2025; Mental health: a concern of 21 November 2025; Substance misuse: a concern of 21 November 2025 |
| day_over | 0         | none recorded                                                                                                |
| twice    | 0         | Exploitation or violence: a concern of 2 October 2026; Mental health: 2 concerns, the last of 2 October 2026 |
| not_yet  | 0         | none recorded                                                                                                |
figure 1 of 4

Example: figures count as they do by themselves: a tenth of school missed, no school, a timetable (two are one), three concerns in 90 days.
as_at 2026-11-20
children
| child_id | sen  | care_status  | date_of_birth |
| all_four | none | looked_after | 2014-05-01    |
| over     | none | looked_after | 2014-05-01    |
register
| child_id | provider_id | from       | marks    |
| all_four | s1          | 2026-09-02 | 2xO 18x/ |
| over     | s1          | 2026-09-02 | 1xO 19x/ |
missing_education
| episode_id | child_id | started_on | ended_on   |
| e1         | all_four | 2026-10-01 |            |
| e2         | over     | 2026-10-01 | 2026-11-20 |
part_time_timetables
| timetable_id | child_id | started_on | ended_on   |
| t1           | all_four | 2026-11-02 |            |
| t2           | all_four | 2026-11-03 |            |
| t3           | over     | 2026-11-02 | 2026-11-20 |
concerns
| concern_id | child_id | observed_at      |
| k1         | all_four | 2026-10-01T09:00 |
| k2         | all_four | 2026-10-02T09:00 |
| k3         | all_four | 2026-10-03T09:00 |
gives
| subject  | numerator | why |
| all_four | 1         | Missing education: no school since 1 October 2026; Part-time timetable: since 2 November 2026, no planned end; Persistent absence: 2 of 20 sessions missed, too few sessions to be sure; Repeat concerns: 3 concerns within 90 days |
| over     | 0         | none recorded |
figure 1 of 2

Example: special needs that are not recorded, or a concern without any date, may be the third; where they cannot be, they do not matter.
as_at 2026-11-20
children
| child_id | sen     | care_status  | uasc | young_carer |
| perhaps  |         | looked_after | yes  | yes         |
| undated  | support | looked_after |      | yes         |
| anyway   |         | looked_after | yes  | yes         |
| too_few  |         | looked_after | yes  |             |
concerns
| concern_id | child_id | observed_at      | categories       |
| k1         | undated  |                  | substance_misuse |
| k2         | anyway   | 2026-10-01T09:00 | mental_health    |
gives
| subject | numerator | known | why                                                     |
| perhaps | 0         | no    | Unaccompanied asylum seeker; Young carer; not known: SEND |
| undated | 0         | no    | SEND (support); Young carer; not known: Substance misuse |
| anyway  | 1         | yes   | Mental health: a concern of 1 October 2026; Unaccompanied asylum seeker; Young carer; not known: SEND |
| too_few | 0         | yes   | Unaccompanied asylum seeker; not known: SEND            |
figure 1 of 4, 2 unknown
*/
