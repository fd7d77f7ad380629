# SPDX-License-Identifier: Apache-2.0
"""Cases in which the system gives no memory (alloc_fault.c)."""

import signal

from kills import KILLED, undisturbed
from oracle import check_all, check_error
from world import PRELOADS, expect

# Where nothing may throw (a destructor, a body of the executor) the process ends at once, and is continued.
ENDS_AT_ONCE = (KILLED, -signal.SIGABRT)


def allocations(world, workflow):
    """How many a run makes, and how many come before it begins."""
    counts = []
    for arguments in (("version",), ("run", workflow, "--thread", "counted")):
        told = world.folder / "allocations"
        env = {"LD_PRELOAD": f"{PRELOADS}/libchaos_alloc_fault.so", "DASHFLOW_CHAOS_ALLOCS": str(told)}
        expect(world.start(*arguments, env=env).wait() == 0, f"it does not run beside the counter: {world.hosts[-1].failure()}")
        counts.append(int(told.read_text()))
    return counts


def fails_at(world, suffix, most):
    """Runs in which the n-th allocation fails, for some n."""
    workflow = world.workflow(rounds=2, ms=0, slow=1)
    expected, _ = undisturbed(world, workflow)
    first, last = allocations(world, workflow)
    for n in sorted(world.source.sample(range(first, last), most)):
        thread = f"t{n}"
        env = {"LD_PRELOAD": f"{PRELOADS}/libchaos_alloc_fault.so", "DASHFLOW_CHAOS_ALLOC": f"{n}{suffix}",
               "DASHFLOW__STORE_PATIENCE": "1s"}
        host = world.run(workflow, thread, env=env)
        status = host.wait()
        expect(status >= 0 or status in ENDS_AT_ONCE, f"I9: without its {n}. allocation the host dies of signal {-status}: {host.errors}")
        if status > 0 and not suffix:
            check_error(host)
        if not (world.exists(thread) and world.ask("threads", "show", thread)[0]["status"] == "done"):
            world.heal(thread, workflow)
        check_all(world, thread, expected)


def c17(world, most=12):
    """An allocation fails, once: it is told, or the run goes on; nothing is lost, and nothing hangs."""
    fails_at(world, "", most)


def c18(world, most=12):
    """No allocation succeeds any more: the process ends, and nothing is lost."""
    fails_at(world, "+", most)


CASES = {"C17": c17, "C18": c18}
