/*
asks = "Who needs which training?"
theme = "staff"
draw = "matrix"
place = 10
leads = true
of = "training_people_in_date"
clauses = ["VS-9", "MM-9.1"]
counted = "People in post and the courses that their roles require, as the rules of this organisation have them: in date (●), in date and running out within 90 days (▲), not in date (■). A blank means that no role of the person requires the course. Who lacks most comes first. People away for long are not asked; roles are those of today."
answer = "{full} of {n} people in post {full|has|have} every required course in date. {items} {items|course is|courses are} not in date[; {soon} more {soon|runs|run} out within 90 days]."
answer_none = "Nobody in post is asked for a course."

[tells]
n = "(SELECT count(*) FROM measured)"
full = "(SELECT count(*) FROM measured WHERE numerator > 0)"
items = "count(CASE WHEN status = 'missed' THEN 1 END)"
soon = "count(CASE WHEN status = 'near' THEN 1 END)"

[columns]
row = "Person"
column = "Course"
says = "In date"
status = "Status"
*/
WITH
item AS (
    SELECT
        required.staff_id,
        required.course,
        required.completed_on,
        required.due_on,
        CASE
            WHEN required.completed_on IS NULL OR required.due_on < required.as_at THEN 'missed'
            WHEN date_diff('day', required.as_at, required.due_on) <= 90 THEN 'near'
            ELSE 'met'
        END AS status
    FROM measured
    INNER JOIN required_training AS required ON required.staff_id = measured.subject
    -- Where no course was ever loaded, nobody is known to lack one.
    WHERE EXISTS (SELECT 1 FROM training)
),
person AS (
    SELECT
        staff_id,
        [
            CASE role WHEN 'dsl' THEN 'DSL' WHEN 'deputy_dsl' THEN 'deputy DSL' ELSE replace(role, '_', ' ') END
            FOR role IN roles
        ] AS roles
    FROM staff
),
named AS (
    SELECT
        person.staff_id,
        coalesce(case_reference.reference, person.staff_id) AS reference,
        CASE
            WHEN len(person.roles) > 1
                THEN array_to_string(person.roles[:-2], ', ') || ' and ' || person.roles[-1]
            ELSE coalesce(person.roles[1], 'role not known')
        END AS roles
    FROM person
    LEFT JOIN case_reference ON case_reference.pseudonym = person.staff_id
)
SELECT
    item.staff_id AS person,
    named.roles,
    named.reference || ', ' || named.roles AS "row",
    item.course AS "column",
    item.status,
    CASE
        WHEN item.completed_on IS NULL THEN 'none recorded'
        WHEN item.due_on = DATE '9999-12-31' THEN 'done ' || strftime(item.completed_on, '%-d %B %Y')
        WHEN item.status = 'missed' THEN 'ran out ' || strftime(item.due_on, '%-d %B %Y')
        ELSE 'to ' || strftime(item.due_on, '%-d %B %Y')
    END AS says
FROM item
INNER JOIN named ON named.staff_id = item.staff_id
ORDER BY
    sum(CASE WHEN item.status = 'missed' THEN 1 ELSE 0 END) OVER (PARTITION BY item.staff_id) DESC,
    sum(CASE WHEN item.status = 'near' THEN 1 ELSE 0 END) OVER (PARTITION BY item.staff_id) DESC,
    min(item.due_on) OVER (PARTITION BY item.staff_id),
    named.reference,
    -- The courses that most people need first.
    count(*) OVER (PARTITION BY item.course) DESC,
    item.course;
/*
Example: the last day is in date; 90 days ahead is near, 91 is not; who lacks most comes first; a role that is not known is said.
as_at 2026-11-20
staff
| staff_id | roles                   |
| fine     | mentor                  |
| near     |                         |
| none     | mentor                  |
| lapsed   | head;deputy_dsl;teacher |
training
| staff_id | course        | completed_on | expires_on |
| fine     | induction     | 2020-09-01   |            |
| fine     | annual_update | 2026-09-01   | 2027-02-19 |
| fine     | prevent       | 2026-09-01   |            |
| near     | induction     | 2020-09-01   |            |
| near     | annual_update | 2026-09-01   | 2027-02-18 |
| near     | prevent       | 2023-11-20   |            |
| lapsed   | induction     | 2020-09-01   |            |
| lapsed   | annual_update | 2026-09-01   |            |
| lapsed   | prevent       | 2023-11-19   |            |
| lapsed   | dsl           | 2026-11-21   |            |
gives
| person | roles                        | column        | status | says                     |
| none   | mentor                       | annual_update | missed | none recorded            |
| none   | mentor                       | induction     | missed | none recorded            |
| none   | mentor                       | prevent       | missed | none recorded            |
| lapsed | head, deputy DSL and teacher | annual_update | met    | to 1 September 2027      |
| lapsed | head, deputy DSL and teacher | induction     | met    | done 1 September 2020    |
| lapsed | head, deputy DSL and teacher | prevent       | missed | ran out 19 November 2026 |
| lapsed | head, deputy DSL and teacher | dsl           | missed | none recorded            |
| near   | role not known               | annual_update | near   | to 18 February 2027      |
| near   | role not known               | induction     | met    | done 1 September 2020    |
| near   | role not known               | prevent       | near   | to 20 November 2026      |
| fine   | mentor                       | annual_update | met    | to 19 February 2027      |
| fine   | mentor                       | induction     | met    | done 1 September 2020    |
| fine   | mentor                       | prevent       | met    | to 1 September 2029      |
*/
