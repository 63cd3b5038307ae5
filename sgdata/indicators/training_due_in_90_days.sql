/*
title = "Training due in 90 days"
asks = "What falls due next?"
theme = "staff"
unit = "percent"
kind = "stock"
good = "none"
about = "process"
subject = "training_item"
clauses = ["VS-9", "MM-9.1"]
rule = "TRN-2"
authority = "Both policies; the intervals stand in the rules"
edition = "2026"
owner = "Designated safeguarding lead"
reviewed_on = 2026-11-20
review_due_on = 2027-09-01
caveat = "In date now: falling due is no failure. What is already out of date is not among them."
answer = "{n} of {d} {d|course|courses} in date {n|falls|fall} due within 90 days."
answer_none = "Nothing falls due within 90 days, of {d} {d|course|courses} in date."
answer_no_data = "No required course is in date."
parts = ["due_0_30", "due_31_60", "due_61_90"]
*/
SELECT
    item.as_at,
    item.staff_id || '/' || item.course AS subject,
    CAST(NULL AS VARCHAR) AS child,
    CASE WHEN item.due_on < DATE '9999-12-31' THEN item.due_on END AS happened_on,
    CASE WHEN item.days <= 90 THEN 1 ELSE 0 END AS numerator,
    1 AS denominator,
    TRUE AS known,
    CASE
        WHEN item.days <= 30 THEN ['due_0_30']
        WHEN item.days <= 60 THEN ['due_31_60']
        WHEN item.days <= 90 THEN ['due_61_90']
    END AS parts,
    replace(item.course, '_', ' ')
    || CASE
        WHEN item.due_on = DATE '9999-12-31' THEN ', never due again'
        WHEN item.days = 0 THEN ', due today'
        WHEN item.days = 1 THEN ', due tomorrow'
        ELSE ', due ' || strftime(item.due_on, '%-d %B %Y') || ', in '
            || CAST(item.days AS VARCHAR) || ' days'
    END AS why
FROM (
    SELECT
        required.as_at,
        required.staff_id,
        required.course,
        required.due_on,
        date_diff('day', required.as_at, required.due_on) AS days
    FROM required_training AS required
    WHERE required.due_on >= required.as_at
) AS item;
/*
Example: today is within 30 days, so is the 30th; the 31st, 60th, 61st and 90th day; the 91st is not asked yet.
as_at 2026-11-20
staff
| staff_id | roles  |
| today    | mentor |
| day_30   | mentor |
| day_31   | mentor |
| day_60   | mentor |
| day_61   | mentor |
| day_90   | mentor |
| day_91   | mentor |
| lapsed   | mentor |
training
| staff_id | course  | completed_on | expires_on |
| today    | prevent | 2026-01-05   | 2026-11-20 |
| day_30   | prevent | 2026-01-05   | 2026-12-20 |
| day_31   | prevent | 2026-01-05   | 2026-12-21 |
| day_60   | prevent | 2026-01-05   | 2027-01-19 |
| day_61   | prevent | 2026-01-05   | 2027-01-20 |
| day_90   | prevent | 2026-01-05   | 2027-02-18 |
| day_91   | prevent | 2026-01-05   | 2027-02-19 |
| lapsed   | prevent | 2026-01-05   | 2026-11-19 |
gives
| subject        | numerator | why                                      |
| today/prevent  | 1         | prevent, due today                       |
| day_30/prevent | 1         | prevent, due 20 December 2026, in 30 days |
| day_31/prevent | 1         | prevent, due 21 December 2026, in 31 days |
| day_60/prevent | 1         | prevent, due 19 January 2027, in 60 days |
| day_61/prevent | 1         | prevent, due 20 January 2027, in 61 days |
| day_90/prevent | 1         | prevent, due 18 February 2027, in 90 days |
| day_91/prevent | 0         | prevent, due 19 February 2027, in 91 days |
figure 6 of 7

Example: what is never due again is in date, and never falls due.
as_at 2026-11-20
staff
| staff_id | roles  |
| mentor   | mentor |
training
| staff_id | course    | completed_on |
| mentor   | induction | 2025-12-01   |
gives
| subject              | numerator | why                                      |
| mentor/induction     | 0         | induction, never due again               |
| mentor/annual_update | 1         | annual update, due 1 December 2026, in 11 days |
figure 1 of 2
*/
