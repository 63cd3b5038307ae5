"""Whoever is killed at a random moment of a write loses nothing that was acknowledged and leaves nothing half done."""

import os
from pathlib import Path

import pytest

from tests.kills import WRITES, kill


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL is of POSIX systems")
def test_twenty_kills_lose_nothing_and_leave_nothing_half_done(tmp_path: Path) -> None:
    tally = kill(20, tmp_path)
    assert tally.faults == []
    assert tally.slowest_opening < 1
    assert tally.killed == dict.fromkeys(WRITES, 4)
    assert sum(tally.acknowledged.values()) > 20, "or nothing was written that could be lost"
