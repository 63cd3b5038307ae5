/*
asks = "Which training runs out when?"
theme = "staff"
draw = "bars"
place = 20
of = "training_due_in_90_days"
parts = ["annual_update", "prevent", "dsl", "governor", "safer_recruitment", "online_safety", "modern_slavery", "induction", "other"]
clauses = ["VS-9", "MM-9.1"]
counted = "Required courses of people in post that are in date, by the month of their last valid day: what is left of this month and the 12 months after. What is already out of date is not among them, nor what is never due again."
answer = "{n} required {n|course runs|courses run} out by the end of {until}, {soon} of them within 90 days; the most in {month}, with {most}.[ {out} {out|is|are} not in date now.]"
answer_none = "No required course that is in date runs out in the 12 months ahead."

[tells]
n = "sum(n)"
until = "strftime(max(month), '%B %Y')"
soon = "(SELECT count(*) FROM measured WHERE numerator > 0)"
month = "(SELECT label FROM picture GROUP BY label, month ORDER BY sum(n) DESC, month LIMIT 1)"
most = "(SELECT max(of_month) FROM (SELECT sum(n) AS of_month FROM picture GROUP BY month))"
out = "(SELECT count(*) FROM required_training WHERE due_on IS NULL OR due_on < as_at)"

[columns]
label = "Month"
part = "Course"
n = "Courses that run out"
*/
WITH
months AS (
    SELECT CAST(first_day AS DATE) AS month
    FROM asked
    CROSS JOIN generate_series(
        date_trunc('month', asked.as_at),
        date_trunc('month', asked.as_at) + INTERVAL 12 MONTH,
        INTERVAL 1 MONTH
    ) AS ahead(first_day)
),
counted AS (
    SELECT CAST(date_trunc('month', due_on) AS DATE) AS month, course, count(*) AS n
    FROM required_training
    WHERE due_on >= as_at AND due_on <= (SELECT last_day(max(month)) FROM months)
    GROUP BY ALL
)
SELECT
    strftime(months.month, '%B %Y') AS label,
    months.month,
    -- An empty month is of a course that there is, so that it adds none to the legend.
    coalesce(counted.course, (SELECT min(course) FROM counted)) AS part,
    coalesce(counted.n, 0) AS n
FROM months
LEFT JOIN counted ON counted.month = months.month
WHERE EXISTS (SELECT 1 FROM counted)
ORDER BY months.month, part;
/*
Example: from the day asked to the end of the same month a year on; what ran out yesterday, or never does, is not ahead.
as_at 2026-11-20
staff
| staff_id  | roles  |
| today     | mentor |
| yesterday | mentor |
| last_day  | mentor |
| too_far   | mentor |
training
| staff_id  | course        | completed_on | expires_on |
| today     | prevent       | 2026-01-05   | 2026-11-20 |
| yesterday | prevent       | 2026-01-05   | 2026-11-19 |
| last_day  | prevent       | 2026-01-05   | 2027-11-30 |
| last_day  | annual_update | 2026-03-02   |            |
| too_far   | prevent       | 2026-01-05   | 2027-12-01 |
| too_far   | induction     | 2026-03-03   |            |
gives
| label          | part          | n |
| November 2026  | prevent       | 1 |
| December 2026  | annual_update | 0 |
| January 2027   | annual_update | 0 |
| February 2027  | annual_update | 0 |
| March 2027     | annual_update | 2 |
| April 2027     | annual_update | 0 |
| May 2027       | annual_update | 0 |
| June 2027      | annual_update | 0 |
| July 2027      | annual_update | 0 |
| August 2027    | annual_update | 0 |
| September 2027 | annual_update | 0 |
| October 2027   | annual_update | 0 |
| November 2027  | prevent       | 1 |
*/
