-- One row a concern and group of categories that it touches (CATEGORY_GROUPS), with the place of the group in their order;
-- a concern without a category that is known has none.
SELECT DISTINCT
    concern.concern_id,
    grouped.category_group,
    grouped.place
FROM (SELECT concern_id, unnest(categories) AS category FROM concerns) AS concern
INNER JOIN (
    VALUES
    ('physical_abuse', 'abuse_and_neglect', 1),
    ('emotional_abuse', 'abuse_and_neglect', 1),
    ('sexual_abuse', 'abuse_and_neglect', 1),
    ('neglect', 'abuse_and_neglect', 1),
    ('sexual_exploitation', 'exploitation', 2),
    ('criminal_exploitation', 'exploitation', 2),
    ('county_lines', 'exploitation', 2),
    ('trafficking_slavery', 'exploitation', 2),
    ('child_on_child_bullying', 'child_on_child', 3),
    ('child_on_child_cyberbullying', 'child_on_child', 3),
    ('child_on_child_prejudice', 'child_on_child', 3),
    ('child_on_child_relationship_abuse', 'child_on_child', 3),
    ('child_on_child_physical', 'child_on_child', 3),
    ('child_on_child_sexual_violence', 'child_on_child', 3),
    ('child_on_child_sexual_harassment', 'child_on_child', 3),
    ('harmful_sexual_behaviour', 'child_on_child', 3),
    ('fgm', 'harmful_practices', 4),
    ('forced_marriage', 'harmful_practices', 4),
    ('honour_based_abuse', 'harmful_practices', 4),
    ('faith_linked_abuse', 'harmful_practices', 4),
    ('online_harm', 'online', 5),
    ('image_sharing', 'online', 5),
    ('serious_violence_gangs', 'violence_and_extremism', 6),
    ('radicalisation', 'violence_and_extremism', 6),
    ('violence_against_women_girls', 'violence_and_extremism', 6),
    ('discriminatory_abuse', 'violence_and_extremism', 6),
    ('mental_health', 'health_and_substance', 7),
    ('self_harm_suicidality', 'health_and_substance', 7),
    ('substance_misuse', 'health_and_substance', 7),
    ('missing_from_home_or_care', 'missing', 8),
    ('missing_from_education', 'missing', 8),
    ('domestic_abuse', 'family_and_placement', 9),
    ('young_carer', 'family_and_placement', 9),
    ('private_fostering', 'family_and_placement', 9),
    ('homelessness', 'family_and_placement', 9),
    ('parent_in_prison', 'family_and_placement', 9),
    ('placement_concern', 'family_and_placement', 9),
    ('other', 'family_and_placement', 9)
) AS grouped(category, category_group, place) ON grouped.category = concern.category
