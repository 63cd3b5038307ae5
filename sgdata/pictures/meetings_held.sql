/*
asks = "Was safeguarding on the agenda of every meeting?"
theme = "governance"
draw = "matrix"
place = 10
leads = true
clauses = ["MM-9.2"]
counted = "Meetings held in the last thirteen months by their kind and month: how many had a safeguarding item, of how many that were held; the last month goes up to the date. A meeting that does not say whether it had the item counts as one without it, and its month reads not known unless another meeting was without it. Months before the first meeting on record are not known. A meeting without its day has no month and is not counted."
answer = "{with_item} of {n} {n|meeting|meetings} held in the last thirteen months had a safeguarding item[; {without} had none][; {unsaid} not known]."
answer_none = "No meeting is known to have been held in the last thirteen months."

[tells]
n = "coalesce(CAST(sum(held) AS INTEGER), 0)"
with_item = "coalesce(CAST(sum(with_item) AS INTEGER), 0)"
without = "coalesce(CAST(sum(without) AS INTEGER), 0)"
unsaid = "coalesce(CAST(sum(held - with_item - without) AS INTEGER), 0)"

[columns]
row = "Meeting"
column = "Month"
status = "Status"
says = "With a safeguarding item"
*/
WITH
months AS (
    SELECT as_at, CAST(date_trunc('month', as_at) - step.back * INTERVAL 1 MONTH AS DATE) AS month
    FROM asked
    CROSS JOIN range(13) AS step(back)
),
meeting AS (
    SELECT
        coalesce(meetings.kind, 'not known') AS kind,
        CAST(date_trunc('month', meetings.held_on) AS DATE) AS month,
        meetings.safeguarding_item,
        min(meetings.held_on) OVER () AS first_on
    FROM asked
    INNER JOIN meetings ON meetings.held_on <= asked.as_at
),
kinds AS (
    SELECT meeting.kind, meeting.first_on
    FROM meeting
    INNER JOIN months ON months.month = meeting.month
    GROUP BY meeting.kind, meeting.first_on
),
counted AS (
    SELECT
        kinds.kind,
        months.month,
        kinds.first_on,
        count(meeting.month) AS held,
        count(CASE WHEN meeting.safeguarding_item THEN 1 END) AS with_item,
        count(CASE WHEN NOT meeting.safeguarding_item THEN 1 END) AS without
    FROM kinds
    CROSS JOIN months
    LEFT JOIN meeting ON meeting.kind = kinds.kind AND meeting.month = months.month
    GROUP BY kinds.kind, months.month, kinds.first_on
)
SELECT
    kind AS "row",
    strftime(month, '%b %Y') AS "column",
    CASE
        WHEN without > 0 THEN 'missed'
        WHEN held > with_item OR month < date_trunc('month', first_on) THEN 'no_data'
        WHEN held > 0 THEN 'met'
        ELSE 'no_target'
    END AS status,
    CASE
        WHEN held > 0 THEN CAST(with_item AS VARCHAR) || ' of ' || CAST(held AS VARCHAR)
        WHEN month < date_trunc('month', first_on) THEN 'not known'
        ELSE 'none'
    END AS says,
    held,
    with_item,
    without
FROM counted
ORDER BY
    list_position(['leadership', 'board', 'team', 'one_to_one', 'other', 'not known'], kind),
    month;
/*
Example: one without the item is missed, one that does not say is not known, none held is none; before the first on record is not known.
as_at 2026-11-20
meetings
| meeting_id | held_on    | kind       | safeguarding_item |
| b1         | 2026-11-20 | board      | yes               |
| b2         | 2026-11-21 | board      | no                |
| b3         | 2026-10-05 | board      |                   |
| b4         | 2026-10-06 | board      | yes               |
| l1         | 2026-08-03 | leadership | yes               |
| l2         | 2026-08-04 | leadership | yes               |
| l3         | 2026-09-03 | leadership | no                |
| l4         | 2026-09-04 | leadership |                   |
gives
| row        | column   | status    | says      |
| leadership | Nov 2025 | no_data   | not known |
| leadership | Dec 2025 | no_data   | not known |
| leadership | Jan 2026 | no_data   | not known |
| leadership | Feb 2026 | no_data   | not known |
| leadership | Mar 2026 | no_data   | not known |
| leadership | Apr 2026 | no_data   | not known |
| leadership | May 2026 | no_data   | not known |
| leadership | Jun 2026 | no_data   | not known |
| leadership | Jul 2026 | no_data   | not known |
| leadership | Aug 2026 | met       | 2 of 2    |
| leadership | Sep 2026 | missed    | 0 of 2    |
| leadership | Oct 2026 | no_target | none      |
| leadership | Nov 2026 | no_target | none      |
| board      | Nov 2025 | no_data   | not known |
| board      | Dec 2025 | no_data   | not known |
| board      | Jan 2026 | no_data   | not known |
| board      | Feb 2026 | no_data   | not known |
| board      | Mar 2026 | no_data   | not known |
| board      | Apr 2026 | no_data   | not known |
| board      | May 2026 | no_data   | not known |
| board      | Jun 2026 | no_data   | not known |
| board      | Jul 2026 | no_data   | not known |
| board      | Aug 2026 | no_target | none      |
| board      | Sep 2026 | no_target | none      |
| board      | Oct 2026 | no_data   | 1 of 2    |
| board      | Nov 2026 | met       | 1 of 1    |
*/
