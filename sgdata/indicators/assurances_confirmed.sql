/*
title = "Partners' assurances confirmed"
asks = "Have our partners confirmed what we asked of them?"
theme = "governance"
unit = "percent"
kind = "stock"
good = "high"
about = "process"
subject = "assurance"
target = 100
amber = 90
clauses = ["MM-8"]
rule = "GOV-2"
authority = "Safeguarding policy of the mentoring provider: confirmation from all external organisations; twelve months are a line of our own"
edition = "2024-25"
owner = "Virtual School Head"
reviewed_on = 2026-11-20
review_due_on = 2027-09-01
caveat = "One an organisation and kind, however often it was asked. A confirmation lasts twelve months, also when it has been asked for anew."
answer = "{n} of {d} {d|assurance is|assurances are} confirmed ({percent})."
answer_none = "None of {d} {d|assurance|assurances} is confirmed."
answer_no_data = "No assurance was asked for."
outlook = "{n} {n|assurance|assurances} of partners {n|runs|run} out"

[parameters]
months = 12
*/
SELECT
    assurance.as_at,
    assurance.organisation_id || '/' || assurance.kind AS subject,
    CAST(NULL AS VARCHAR) AS child,
    coalesce(assurance.confirmed_on, assurance.requested_on) AS happened_on,
    CASE WHEN assurance.lasts_until >= assurance.as_at THEN 1 ELSE 0 END AS numerator,
    1 AS denominator,
    TRUE AS known,
    replace(assurance.kind, '_', ' ')
    || CASE
        WHEN assurance.confirmed_on IS NULL
            THEN ', asked ' || strftime(assurance.requested_on, '%-d %B %Y') || ', not confirmed'
        WHEN assurance.lasts_until >= assurance.as_at
            THEN ', confirmed ' || strftime(assurance.confirmed_on, '%-d %B %Y')
        ELSE ', confirmed ' || strftime(assurance.confirmed_on, '%-d %B %Y') || ', lasted until '
            || strftime(assurance.lasts_until, '%-d %B %Y')
    END AS why
FROM (
    SELECT
        latest.as_at,
        latest.organisation_id,
        latest.kind,
        latest.requested_on,
        latest.confirmed_on,
        CAST(latest.confirmed_on + parameters.months * INTERVAL 1 MONTH AS DATE) AS lasts_until
    FROM (
        SELECT
            asked.as_at,
            assurances.organisation_id,
            assurances.kind,
            max(assurances.requested_on) AS requested_on,
            max(CASE WHEN assurances.confirmed_on <= asked.as_at THEN assurances.confirmed_on END)
                AS confirmed_on
        FROM asked
        INNER JOIN assurances ON assurances.requested_on <= asked.as_at
        GROUP BY asked.as_at, assurances.organisation_id, assurances.kind
    ) AS latest
    CROSS JOIN parameters
) AS assurance;
/*
Example: twelve months from the day it was confirmed, that day a year later included.
as_at 2026-11-20
assurances
| organisation_id | kind                | requested_on | confirmed_on |
| a_year          | modern_slavery      | 2025-10-01   | 2025-11-20   |
| over            | modern_slavery      | 2025-10-01   | 2025-11-19   |
| silent          | modern_slavery      | 2026-10-01   |              |
| tomorrow        | modern_slavery      | 2026-10-01   | 2026-11-21   |
| not_yet         | modern_slavery      | 2026-11-21   |              |
gives
| subject                 | numerator | why                                                                     |
| a_year/modern_slavery   | 1         | modern slavery, confirmed 20 November 2025                              |
| over/modern_slavery     | 0         | modern slavery, confirmed 19 November 2025, lasted until 19 November 2026 |
| silent/modern_slavery   | 0         | modern slavery, asked 1 October 2026, not confirmed                     |
| tomorrow/modern_slavery | 0         | modern slavery, asked 1 October 2026, not confirmed                     |
figure 1 of 4

Example: one an organisation and kind; asked anew, the earlier confirmation still lasts its twelve months.
as_at 2026-11-20
assurances
| organisation_id | kind                | requested_on | confirmed_on |
| school          | modern_slavery      | 2025-10-01   | 2026-01-05   |
| school          | modern_slavery      | 2026-10-01   |              |
| school          | safeguarding_policy | 2025-10-01   | 2025-10-05   |
| school          | safeguarding_policy | 2026-10-01   | 2026-10-05   |
gives
| subject                    | numerator | why                                          |
| school/modern_slavery      | 1         | modern slavery, confirmed 5 January 2026     |
| school/safeguarding_policy | 1         | safeguarding policy, confirmed 5 October 2026 |
figure 2 of 2
*/
