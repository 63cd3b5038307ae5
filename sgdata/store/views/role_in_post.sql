-- One row a person in post and role, with the role 'everyone' for each person.
SELECT staff_id, unnest(roles) AS role, in_post_from, not_in_post_from FROM in_post
UNION ALL
SELECT staff_id, 'everyone' AS role, in_post_from, not_in_post_from FROM in_post
