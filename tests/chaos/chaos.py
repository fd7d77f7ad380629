# SPDX-License-Identifier: Apache-2.0
"""Runs the cases of the chaos matrix (README.md) and checks from outside what must always hold.

usage: chaos.py [--case ID[,ID]] [--store NAME[,NAME]] [--seed N] [--minutes M] [--list]

A case on a store is one line: `ok C01 sqlite`, or `not ok C01 sqlite: what`, with the seed that it ran with. With --minutes
the cases are repeated, with other seeds, for so long. Environment: DASHFLOW_PROGRAM, DASHFLOW_SOURCE,
DASHFLOW_CHAOS_PLUGINS, DASHFLOW_CHAOS_PRELOADS, DASHFLOW_SERVICES.
"""

import argparse
import random
import sys
import time
import traceback

import care
import faults
import kills
import memory
import power
import redis_server
import servers
from stores import STORES
from world import Violation, World

CASES = {**kills.CASES, **memory.CASES, **faults.CASES, **power.CASES, **care.CASES, **servers.CASES, **redis_server.CASES}


def run(case, store, seed):
    """What went wrong; empty when nothing did."""
    world = World(STORES[store], random.Random(f"{case} {store} {seed}"))
    try:
        CASES[case](world)
    except Violation as violation:
        return str(violation)
    except Exception:  # what the case itself did not expect is a failure of it, and not the end of the others
        return traceback.format_exc()
    finally:
        world.close()
    return ""


def applies(case, store):
    if store == "redis" or case in redis_server.CASES:
        return store == "redis" and case in redis_server.CASES
    return case not in servers.CASES or STORES[store].server


def chosen(names, known, what):
    for name in names:
        if name not in known:
            sys.exit(f"no {what} '{name}': there are {', '.join(known)}")
    return names


def main():
    parser = argparse.ArgumentParser(usage=__doc__.split("usage: ")[1].split("\n")[0])
    parser.add_argument("--case", default=",".join(CASES))
    parser.add_argument("--store", default="sqlite,postgresql")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--minutes", type=float, default=0)
    parser.add_argument("--list", action="store_true")
    options = parser.parse_args()
    if options.list:
        for name, case in CASES.items():
            print(name, case.__doc__.strip().split("\n")[0])
        return 0
    cases = chosen(options.case.split(","), CASES, "case")
    stores = chosen(options.store.split(","), STORES, "store")
    passed = failed = 0
    end = time.monotonic() + options.minutes * 60
    seed = options.seed
    while True:
        for store in stores:
            for case in cases:
                if not applies(case, store):
                    continue
                begun = time.monotonic()
                problem = run(case, store, seed)
                took = f"({time.monotonic() - begun:.1f} s)"
                failed += bool(problem)
                passed += not problem
                print(f"not ok {case} {store} seed {seed}: {problem}" if problem else f"ok {case} {store} seed {seed} {took}", flush=True)
        seed += 1
        if time.monotonic() >= end:
            break
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
