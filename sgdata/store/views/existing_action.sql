-- Actions with the child of their concern. An action counts whatever became of its concern.
SELECT
    actions.*,
    concerns.child_id
FROM actions
LEFT JOIN concerns ON concerns.concern_id = actions.concern_id
