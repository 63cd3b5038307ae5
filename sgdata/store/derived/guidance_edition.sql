-- The editions of the guidance that policies quote, each with the day it came into force and the day, if there is one,
-- on which the next took its place. `called` is what a policy may call it, in lower case: KCSIE 2026.
CREATE OR REPLACE TABLE guidance_edition AS
SELECT DISTINCT
    lower(called.name || ' ' || edition.edition) AS called,
    edition.name || ' ' || edition.edition AS title,
    edition.in_force_from,
    edition.replaced_from
FROM (
    SELECT *, lead(in_force_from) OVER (PARTITION BY name ORDER BY in_force_from) AS replaced_from
    FROM published_guidance
) AS edition
CROSS JOIN LATERAL (VALUES (edition.name), (edition.also)) AS called(name)
ORDER BY ALL;
