"""All sizes and shapes by SEEDS: how much is shown and what the attackers find. `python -m tests.attackers SEEDS`.

What is done is kept in a file and not done again; two processes share the work.
"""

import argparse
import json
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from itertools import product
from pathlib import Path
from typing import Any, get_args

from tests.attacked import ATTACKERS, of
from tests.populations import Shape, population
from tests.synthetic import make
from tests.truth import shown_share

SIZES = (40, 100, 300, 1000, 3000)
PROCESSES = 2
COUNTS = ("cells", "shown", "exact", "narrowed", "provable", "insider", "crawled")
COLUMNS = ("n", "seed", "shape", *COUNTS, "protect_s", "attack_s")


def measured(n: int, seed: int, shape: Shape) -> dict[str, Any]:
    """One population released and attacked."""
    began = time.monotonic()
    made = make(population(n, shape, seed), seed=seed)
    protected = time.monotonic()
    given = of(made)
    found = {name: attacker(given) for name, attacker in ATTACKERS.items()}
    cells = {one.cell: one for name in ("subtractions", "program") for one in found[name]}
    return {
        "n": n,
        "seed": seed,
        "shape": shape,
        "cells": made.release.audit.cells,
        "shown": f"{shown_share(given.seen, given.truth):.1%}",
        "exact": sum(one.low == one.high for one in cells.values()) + len(found["ranks"]),
        "narrowed": sum(one.low != one.high for one in cells.values()),
        "provable": len(found["groups"]),
        "insider": len(found["insider"]),
        "crawled": len(found["crawl"]),
        "protect_s": round(protected - began, 1),
        "attack_s": round(time.monotonic() - protected, 1),
    }


def main() -> None:
    arguments = argparse.ArgumentParser(prog="python -m tests.attackers", description=__doc__)
    arguments.add_argument("seeds", type=int, help="how many seeds of each size and shape")
    arguments.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    arguments.add_argument("--keep", type=Path, default=Path("attacked.jsonl"), help="where what is done is kept")
    given = arguments.parse_args()
    lines = given.keep.read_text(encoding="utf-8").splitlines() if given.keep.exists() else []
    done = {(one["n"], one["seed"], one["shape"]): one for one in map(json.loads, lines)}
    wanted = list(product(given.sizes, range(1, given.seeds + 1), get_args(Shape)))
    with ProcessPoolExecutor(PROCESSES) as pool, given.keep.open("a", encoding="utf-8") as kept:
        for one in pool.map(_measured, [case for case in wanted if case not in done]):
            kept.write(json.dumps(one) + "\n")
            kept.flush()
            done[one["n"], one["seed"], one["shape"]] = one
            print(f"{one['n']} {one['shape']} seed {one['seed']}: {one['attack_s']} s", file=sys.stderr)
    print("| " + " | ".join(COLUMNS) + " |\n|" + "---|" * len(COLUMNS))
    for case in wanted:
        print("| " + " | ".join(str(done[case][column]) for column in COLUMNS) + " |")


def _measured(case: tuple[int, int, Shape]) -> dict[str, Any]:
    """What was measured; where the product failed, that."""
    try:
        return measured(*case)
    except Exception as fault:  # the others are still wanted
        return {**dict.fromkeys(COLUMNS, "-"), "n": case[0], "seed": case[1], "shape": case[2], "shown": repr(fault)}


if __name__ == "__main__":
    main()
