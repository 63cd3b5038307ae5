"""A second, independent reading of the indicators: plain Python over rows, slow and obvious.

The product's SQL is held against it (tests/test_reference.py). Nothing here may be taken from that SQL: where the two
differ, the specification decides who is right.
"""

from tests.reference import (  # importing a section enters its indicators
    adults,
    attendance,
    concerns,
    follow_ups,
    governance,
    missing_education,
    part_time,
    silent,
    social_care,
    staff,
    vulnerable,
)

__all__ = [
    "adults",
    "attendance",
    "concerns",
    "follow_ups",
    "governance",
    "missing_education",
    "part_time",
    "silent",
    "social_care",
    "staff",
    "vulnerable",
]
