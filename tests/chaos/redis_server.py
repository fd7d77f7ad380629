# SPDX-License-Identifier: Apache-2.0
"""The case of a Redis server, which may lose the last commits by its class, and never says that it has what it has not."""

import time

from kills import KILLED, undisturbed
from oracle import check_all, check_error
from servers import AWAY
from world import expect

REFUSED = (*AWAY, "store_full", "store_damaged", "store_not_found")


def ends(world, host):
    """Well, or with an error that says what to do."""
    if host.wait() not in (0, KILLED):
        error = check_error(host)
        expect(error["code"] in REFUSED, f"I9: the fault is told as {error}")


def c39(world):
    """Redis dies and comes back, has no memory, takes no writes, and is emptied under a run."""
    store = world.store
    workflow = world.workflow(rounds=20)
    expected, duration = undisturbed(world, workflow)
    patient = {"DASHFLOW__STORE_PATIENCE": "30s"}
    haste = {"DASHFLOW__STORE_PATIENCE": "1s"}

    def crash():
        store.crash()
        time.sleep(0.3)
        store.come_back()

    def no_memory():
        store.tell("CONFIG", "SET", "maxmemory", "1mb")
        time.sleep(2)

    def read_only():
        store.tell("REPLICAOF", "127.0.0.1", "1")
        time.sleep(2)

    def as_before():
        store.tell("CONFIG", "SET", "maxmemory", "0")
        store.tell("REPLICAOF", "NO", "ONE")

    for name, fault, env in (("dies", crash, patient), ("full", no_memory, haste), ("reads", read_only, haste)):
        host = world.run(workflow, name, env=env)
        host.until("checkpoint")
        time.sleep(world.source.uniform(0, duration / 4))
        fault()
        as_before()
        ends(world, host)
        world.heal(name, workflow)
        check_all(world, name, expected)

    host = world.run(workflow, "emptied", env=haste)
    host.until("checkpoint")
    store.tell("FLUSHALL")
    expect(host.wait() not in (0, KILLED), "I12: a run ends well though its store was emptied")
    expect(check_error(host)["code"] in REFUSED, f"I9: {check_error(host)}")


CASES = {"C39": c39}
