"""Processes of their own for what may be killed, or writes at the same time; where there is a fork server they start at
once."""

import multiprocessing
import sys

if sys.platform == "win32":
    PROCESSES = multiprocessing.get_context("spawn")
else:
    PROCESSES = multiprocessing.get_context("forkserver")
    PROCESSES.set_forkserver_preload(["tests.test_load"])
