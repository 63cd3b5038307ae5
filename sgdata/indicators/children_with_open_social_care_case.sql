/*
title = "Children with an open social-care case"
asks = "How many children have an open case with children's social care?"
theme = "concerns"
unit = "count"
kind = "stock"
good = "none"
about = "child"
subject = "child"
released_by_group = false
clauses = ["VS-4"]
rule = "LAC-4"
authority = "Children Act 1989, sections 17, 20, 31 and 47; Keeping children safe in education, part one; which words of the register stand for an open case is a line of our own"
edition = "2026"
owner = "Designated safeguarding lead"
reviewed_on = 2026-11-21
review_due_on = 2027-09-01
caveat = "Children on roll who are looked after, on a child protection plan or in need, and any other who has a social worker. Standing and social worker are those of today, also for a past date. A child without either on record is not counted."
answer = "{n} {n|child on roll has|children on roll have} an open case with children's social care."
answer_none = "No child on roll has an open case with children's social care."
answer_no_data = "No child is on roll."
children_who = "{n|has|have} an open case with children's social care"
*/
SELECT
    asked.as_at,
    child.child_id AS subject,
    child.child_id AS child,
    asked.as_at AS happened_on,
    1 AS numerator,
    1 AS denominator,
    TRUE AS known,
    CASE
        WHEN children.care_status IN ('looked_after', 'child_protection', 'child_in_need')
            THEN replace(children.care_status, '_', ' ')
        ELSE 'has a social worker'
    END AS why
FROM asked
INNER JOIN child_on_roll AS child ON asked.as_at BETWEEN child.on_roll_from AND child.on_roll_to
INNER JOIN children ON children.child_id = child.child_id
WHERE children.care_status IN ('looked_after', 'child_protection', 'child_in_need') OR children.social_worker;
/*
Example: looked after, protected or in need is an open case; so is a social worker, whatever else is recorded; early help is none.
as_at 2026-11-20
children
| child_id   | care_status      | social_worker |
| in_care    | looked_after     | yes           |
| protected  | child_protection |               |
| in_need    | child_in_need    | no            |
| leaver     | care_leaver      | yes           |
| only_flag  |                  | yes           |
| early_help | early_help       | no            |
| none       | none             |               |
| nothing    |                  |               |
gives
| subject   | why                 |
| in_care   | looked after        |
| protected | child protection    |
| in_need   | child in need       |
| leaver    | has a social worker |
| only_flag | has a social worker |
figure 5 of 5

Example: on roll from the first day to the day before the first day no longer.
as_at 2026-11-20
children
| child_id  | care_status  | on_roll_from | on_roll_to |
| first_day | looked_after | 2026-11-20   |            |
| last_day  | looked_after | 2026-09-01   | 2026-11-21 |
| left      | looked_after | 2026-09-01   | 2026-11-20 |
| not_yet   | looked_after | 2026-11-21   |            |
gives
| subject   |
| first_day |
| last_day  |
figure 2 of 2
*/
