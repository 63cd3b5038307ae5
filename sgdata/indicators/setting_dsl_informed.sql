/*
title = "Setting's safeguarding lead told"
asks = "Was the setting's designated safeguarding lead (DSL) told?"
theme = "concerns"
unit = "percent"
kind = "flow"
good = "high"
about = "process"
subject = "concern"
target = 100
amber = 95
clauses = ["VS-3.1", "VS-8", "MM-5.2"]
rule = "CON-2"
authority = "Both policies: the DSL of the setting or school is told"
edition = "2024"
owner = "Designated safeguarding lead"
reviewed_on = 2026-11-20
review_due_on = 2027-09-01
caveat = "Only concerns noticed at a setting that is not part of our own organisation."
answer = "The setting's safeguarding lead was told of {n} of {judged} {judged|concern|concerns} at other settings ({percent})."
answer_none = "The setting's safeguarding lead was told of none of {judged} {judged|concern|concerns} at other settings."
answer_no_data = "No concern at another setting can be judged."
children_among = "with a concern at another setting"
children_who = "{n|has|have} one of which its safeguarding lead was not told"
*/
SELECT
    asked.as_at,
    concern.concern_id AS subject,
    concern.child_id AS child,
    concern.stands_on AS happened_on,
    CASE
        WHEN concern.setting_dsl_informed_at < concern.observed_at THEN 0
        WHEN CAST(concern.setting_dsl_informed_at AS DATE) <= asked.as_at THEN 1
        ELSE 0
    END AS numerator,
    1 AS denominator,
    coalesce(
        concern.setting_dsl_informed_at >= concern.observed_at
        OR CAST(concern.setting_dsl_informed_at AS DATE) > asked.as_at,
        TRUE
    ) AS known,
    CASE
        WHEN
            concern.setting_dsl_informed_at IS NULL
            OR CAST(concern.setting_dsl_informed_at AS DATE) > asked.as_at
            THEN 'not told by ' || strftime(asked.as_at, '%-d %B %Y')
        WHEN concern.setting_dsl_informed_at < concern.observed_at
            THEN 'told before it was observed: one of the two times is wrong'
        ELSE 'told ' || strftime(CAST(concern.setting_dsl_informed_at AS DATE), '%-d %B %Y')
    END AS why
FROM asked
INNER JOIN dated_concern AS concern
    ON concern.provider_id IS NOT NULL
    AND concern.stands_on BETWEEN asked.since AND asked.as_at
    AND (concern.existed_from IS NULL OR concern.existed_from <= asked.as_at)
LEFT JOIN providers AS setting ON setting.provider_id = concern.provider_id
WHERE NOT coalesce(setting.own, FALSE);
/*
Example: a setting of our own is not asked, nor a concern without a setting; a setting nobody described is another's.
as_at 2026-11-20
providers
| provider_id | own |
| ours        | yes |
| theirs      | no  |
| unsaid      |     |
concerns
| concern_id  | provider_id | observed_at      | setting_dsl_informed_at |
| own         | ours        | 2026-11-02T09:00 |                         |
| no_setting  |             | 2026-11-02T09:00 |                         |
| told        | theirs      | 2026-11-02T09:00 | 2026-11-09T09:00        |
| not_told    | unsaid      | 2026-11-02T09:00 |                         |
| undescribed | other       | 2026-11-02T09:00 | 2026-11-20T23:59        |
gives
| subject     | numerator | why                         |
| told        | 1         | told 9 November 2026        |
| not_told    | 0         | not told by 20 November 2026 |
| undescribed | 1         | told 20 November 2026       |
figure 2 of 3

Example: told before it was observed cannot be judged; told after the date asked is not yet told.
as_at 2026-11-20
concerns
| concern_id | provider_id | observed_at      | recorded_at      | setting_dsl_informed_at |
| before     | theirs      | 2026-11-02T09:00 | 2026-11-02T09:00 | 2026-11-02T08:59        |
| later      | theirs      | 2026-11-02T09:00 | 2026-11-02T09:00 | 2026-11-21T00:00        |
| no_time    | theirs      |                  | 2026-11-02T09:00 | 2026-11-02T09:10        |
gives
| subject | numerator | known |
| before  | 0         | no    |
| later   | 0         | yes   |
| no_time | 1         | yes   |
figure 1 of 3, 1 unknown
*/
