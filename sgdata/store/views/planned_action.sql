-- Actions with a due date, from the day they were set to the first day on which they were cancelled.
SELECT
    action_id,
    concern_id,
    coalesce(set_on, DATE '1900-01-01') AS planned_from,
    coalesce(cancelled_on, DATE '9999-12-31') AS not_planned_from
FROM actions
WHERE due_on IS NOT NULL
