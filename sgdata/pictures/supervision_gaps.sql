/*
asks = "How long ago was everybody's last supervision?"
theme = "staff"
draw = "bars"
place = 50
of = "supervision_in_8_weeks"
clauses = ["VS-9", "MM-4"]
counted = "People in post for over 8 weeks, by the days since their last supervision: 4 weeks are 28 days. Holidays are not taken out. People away for long are not asked."
answer = "{within} of {n} people in post for over 8 weeks {within|has|have} had supervision within 8 weeks.[ {long} had the last one over 12 weeks ago.][ {never} {never|has|have} none recorded.]"
answer_none = "Nobody has been in post for over 8 weeks."

[tells]
n = "sum(n)"
within = "(SELECT count(*) FROM measured WHERE numerator > 0)"
long = "sum(CASE WHEN label = 'over 12 weeks' THEN n ELSE 0 END)"
never = "sum(CASE WHEN label = 'none recorded' THEN n ELSE 0 END)"

[columns]
label = "Last supervision"
n = "People"
*/
WITH
banded AS (
    SELECT
        CASE
            WHEN happened_on IS NULL THEN 5
            WHEN date_diff('day', happened_on, as_at) <= 28 THEN 1
            WHEN date_diff('day', happened_on, as_at) <= 56 THEN 2
            WHEN date_diff('day', happened_on, as_at) <= 84 THEN 3
            ELSE 4
        END AS place
    FROM measured
    -- Where no supervision was ever loaded, nobody is known to have had none.
    WHERE EXISTS (SELECT 1 FROM supervision)
)
SELECT band.label, count(banded.place) AS n
FROM (
    VALUES (1, 'up to 4 weeks'), (2, 'up to 8 weeks'), (3, 'up to 12 weeks'), (4, 'over 12 weeks'), (5, 'none recorded')
) AS band(place, label)
LEFT JOIN banded ON banded.place = band.place
WHERE EXISTS (SELECT 1 FROM banded)
GROUP BY band.place, band.label
ORDER BY band.place;
/*
Example: the 28th, 56th and 84th day are within their weeks; what is held tomorrow is not recorded today.
as_at 2026-11-20
staff
| staff_id | started_on |
| day_28   | 2020-01-01 |
| day_29   | 2020-01-01 |
| day_56   | 2020-01-01 |
| day_57   | 2020-01-01 |
| day_84   | 2020-01-01 |
| day_85   | 2020-01-01 |
| tomorrow | 2020-01-01 |
| new      | 2026-09-25 |
supervision
| staff_id | held_on    |
| day_28   | 2026-10-23 |
| day_28   | 2026-07-01 |
| day_29   | 2026-10-22 |
| day_56   | 2026-09-25 |
| day_57   | 2026-09-24 |
| day_84   | 2026-08-28 |
| day_85   | 2026-08-27 |
| tomorrow | 2026-11-21 |
gives
| label          | n |
| up to 4 weeks  | 1 |
| up to 8 weeks  | 2 |
| up to 12 weeks | 2 |
| over 12 weeks  | 1 |
| none recorded  | 1 |
*/
