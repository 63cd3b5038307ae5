-- Given to every picture as relation `fitting_benchmark`: of each measure, cohort, phase and area the one published
-- figure that fits the date asked: its period has begun by then, and of those it ended nearest to it.
SELECT
    asked.as_at,
    benchmark.*,
    benchmark.period_from <= asked.as_at AND benchmark.period_to >= asked.since AS is_of_the_time
FROM benchmark
CROSS JOIN asked
WHERE benchmark.period_from <= asked.as_at
QUALIFY row_number() OVER (
    PARTITION BY asked.as_at, benchmark.measure, benchmark.cohort, benchmark.phase, benchmark.area
    ORDER BY abs(date_diff('day', benchmark.period_to, asked.as_at)), benchmark.period_from
) = 1
