/*
asks = "How fast was each person told after a concern was observed?"
theme = "concerns"
draw = "bars"
place = 10
leads = true
parts = ["same day", "next day", "within a week", "later", "not told", "not known"]
clauses = ["VS-3.1", "VS-3.2", "VS-8", "MM-5.5"]
counted = "Concerns raised in the period, by the calendar days from the day each was observed to the day each person was told. Our DSL (designated safeguarding lead) and parents are to be told of every concern, the setting's DSL of those noticed at a setting that is not part of our own organisation, the social worker of those about children who have one. Where the reason for not telling parents is written down and they were not told, the concern is left out of their bar. Not known: told, and one of the two times is missing or they contradict each other, or the day is not over."
answer = "Told the same day: our DSL of {ours} of {n} {n|concern|concerns}, the setting's DSL of {setting} of {of_setting}, the social worker of {worker} of {of_worker}, parents of {parents} of {of_parents} (for {kept} more the reason for not telling them is written down). Not told at all, in the same order: {not_ours}, {not_setting}, {not_worker} and {not_parents}."
answer_none = "No concern was raised."

[tells]
n = "max(concerns)"
ours = "coalesce(sum(CASE WHEN label = 'our DSL' AND part = 'same day' THEN n END), 0)"
setting = "coalesce(sum(CASE WHEN label = 'setting_dsl' AND part = 'same day' THEN n END), 0)"
worker = "coalesce(sum(CASE WHEN label = 'social_worker' AND part = 'same day' THEN n END), 0)"
parents = "coalesce(sum(CASE WHEN label = 'parents' AND part = 'same day' THEN n END), 0)"
of_setting = "coalesce(sum(CASE WHEN label = 'setting_dsl' THEN n END), 0)"
of_worker = "coalesce(sum(CASE WHEN label = 'social_worker' THEN n END), 0)"
of_parents = "coalesce(sum(CASE WHEN label = 'parents' THEN n END), 0)"
not_ours = "coalesce(sum(CASE WHEN label = 'our DSL' AND part = 'not told' THEN n END), 0)"
not_setting = "coalesce(sum(CASE WHEN label = 'setting_dsl' AND part = 'not told' THEN n END), 0)"
not_worker = "coalesce(sum(CASE WHEN label = 'social_worker' AND part = 'not told' THEN n END), 0)"
not_parents = "coalesce(sum(CASE WHEN label = 'parents' AND part = 'not told' THEN n END), 0)"
kept = "coalesce(max(kept), 0)"

[columns]
label = "Who"
part = "Told"
n = "Concerns"
*/
WITH
raised AS (
    SELECT
        asked.as_at,
        concern.*,
        coalesce(concern.provider_id IS NOT NULL AND NOT coalesce(setting.own, FALSE), FALSE) AS is_elsewhere,
        coalesce(child.social_worker, FALSE) AS has_social_worker
    FROM asked
    INNER JOIN dated_concern AS concern
        ON concern.stands_on BETWEEN asked.since AND asked.as_at
        AND (concern.existed_from IS NULL OR concern.existed_from <= asked.as_at)
    LEFT JOIN providers AS setting ON setting.provider_id = concern.provider_id
    LEFT JOIN children AS child ON child.child_id = concern.child_id
),
-- A time that is before the observation is one that nobody can judge by.
told AS (
    SELECT
        1 AS place,
        'our DSL' AS label,
        as_at,
        observed_on,
        CAST(reported_to_dsl_at AS DATE) AS told_on,
        coalesce(reported_to_dsl_at < observed_at, FALSE) AS is_before,
        observed_on IS NULL OR observed_on = as_at AS is_too_early,
        FALSE AS is_excused
    FROM raised
    UNION ALL
    SELECT
        2 AS place,
        'setting_dsl' AS label,
        as_at,
        observed_on,
        CAST(setting_dsl_informed_at AS DATE) AS told_on,
        coalesce(setting_dsl_informed_at < observed_at, FALSE) AS is_before,
        FALSE AS is_too_early,
        FALSE AS is_excused
    FROM raised
    WHERE is_elsewhere
    UNION ALL
    SELECT
        3 AS place,
        'social_worker' AS label,
        as_at,
        observed_on,
        CAST(social_worker_informed_at AS DATE) AS told_on,
        coalesce(social_worker_informed_at < observed_at, FALSE) AS is_before,
        FALSE AS is_too_early,
        FALSE AS is_excused
    FROM raised
    WHERE has_social_worker
    UNION ALL
    SELECT
        4 AS place,
        'parents' AS label,
        as_at,
        observed_on,
        parents_informed_on AS told_on,
        coalesce(parents_informed_on < observed_on, FALSE) AS is_before,
        FALSE AS is_too_early,
        coalesce(parents_reason_recorded, FALSE) AS is_excused
    FROM raised
),
banded AS (
    SELECT
        place,
        label,
        CASE
            WHEN is_excused AND (told_on IS NULL OR told_on > as_at OR is_before) THEN NULL
            WHEN told_on IS NULL OR told_on > as_at THEN CASE WHEN is_too_early THEN 6 ELSE 5 END
            WHEN is_before OR observed_on IS NULL THEN 6
            WHEN told_on = observed_on THEN 1
            WHEN told_on = observed_on + 1 THEN 2
            WHEN told_on <= observed_on + 7 THEN 3
            ELSE 4
        END AS band
    FROM told
)
SELECT
    label,
    ['same day', 'next day', 'within a week', 'later', 'not told', 'not known'][band] AS part,
    count(*) AS n,
    (SELECT count(*) FROM raised) AS concerns,
    (SELECT count(*) FROM banded WHERE band IS NULL) AS kept
FROM banded
WHERE band IS NOT NULL
GROUP BY place, label, band
ORDER BY place, band;
/*
Example: midnight makes the next day, the seventh day is within a week; who need not be told has no bar.
as_at 2026-11-20
providers
| provider_id | own |
| ours        | yes |
children
| child_id | social_worker |
| has      | yes           |
concerns
| concern_id | child_id | provider_id | observed_at      | reported_to_dsl_at | setting_dsl_informed_at | social_worker_informed_at | parents_informed_on |
| k1         | has      | ours        | 2026-11-02T09:00 | 2026-11-02T23:59   |                         | 2026-11-09T09:00          | 2026-11-02          |
| k2         | has      | school      | 2026-11-02T09:00 | 2026-11-03T00:00   | 2026-11-04T09:00        | 2026-11-10T09:00          | 2026-11-03          |
| k3         | hasnot   |             | 2026-11-02T09:00 | 2026-11-21T09:00   |                         |                           | 2026-11-21          |
gives
| label         | part          | n | concerns | kept |
| our DSL       | same day      | 1 | 3        | 0    |
| our DSL       | next day      | 1 | 3        | 0    |
| our DSL       | not told      | 1 | 3        | 0    |
| setting_dsl   | within a week | 1 | 3        | 0    |
| social_worker | within a week | 1 | 3        | 0    |
| social_worker | later         | 1 | 3        | 0    |
| parents       | same day      | 1 | 3        | 0    |
| parents       | next day      | 1 | 3        | 0    |
| parents       | not told      | 1 | 3        | 0    |

Example: not known where times are missing or contradict each other, or the day is not over; a written reason excuses, unless parents were told.
as_at 2026-11-20
concerns
| concern_id | observed_at      | recorded_at      | reported_to_dsl_at | parents_informed_on | parents_reason_recorded |
| before     | 2026-11-02T09:00 |                  | 2026-11-02T08:59   | 2026-11-01          |                         |
| undated    |                  | 2026-11-02T09:00 | 2026-11-02T09:00   | 2026-11-02          |                         |
| today      | 2026-11-20T09:00 |                  |                    |                     | yes                     |
| reason     | 2026-11-02T09:00 |                  | 2026-11-02T09:00   | 2026-11-01          | yes                     |
| told       | 2026-11-02T09:00 |                  | 2026-11-02T09:00   | 2026-11-02          | yes                     |
gives
| label   | part      | n | concerns | kept |
| our DSL | same day  | 2 | 5        | 2    |
| our DSL | not known | 3 | 5        | 2    |
| parents | same day  | 1 | 5        | 2    |
| parents | not known | 2 | 5        | 2    |
*/
