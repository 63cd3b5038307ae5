-- Given to every query as relation `vulnerable_child`: one row a date asked and a child on roll, with how many of the
-- named rules (see vulnerable.py) the child meets, how many more it may meet, and which.
SELECT
    asked.as_at,
    child.child_id,
    count(CASE WHEN met.known THEN 1 END) AS sure,
    count(CASE WHEN NOT met.known THEN 1 END) AS perhaps,
    array_to_string(list_sort(array_agg(CASE WHEN met.known THEN met.why END)), '; ') AS reasons,
    array_to_string(list_sort(array_agg(CASE WHEN NOT met.known THEN met.name END)), ', ') AS not_known
FROM asked
INNER JOIN child_on_roll AS child ON asked.as_at BETWEEN child.on_roll_from AND child.on_roll_to
LEFT JOIN vulnerability AS met ON met.as_at = asked.as_at AND met.child_id = child.child_id
GROUP BY asked.as_at, child.child_id
