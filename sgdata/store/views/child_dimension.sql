-- What a figure about children can be broken down by: one row a child, with the setting of today.
SELECT
    children.child_id,
    children.birth_academic_year,
    children.sex,
    children.ethnicity,
    children.sen,
    children.primary_need,
    children.care_status,
    children.placement_type,
    CASE WHEN children.out_of_area THEN 'yes' WHEN NOT children.out_of_area THEN 'no' END AS out_of_area,
    CASE WHEN children.fsm THEN 'yes' WHEN NOT children.fsm THEN 'no' END AS fsm,
    CASE WHEN children.eal THEN 'yes' WHEN NOT children.eal THEN 'no' END AS eal,
    providers.phase,
    providers.local_authority,
    children.provider_id
FROM children
LEFT JOIN providers ON providers.provider_id = children.provider_id
