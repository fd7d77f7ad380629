# SPDX-License-Identifier: Apache-2.0
"""Cases in which the host is killed."""

import signal
import subprocess
import time

from oracle import check_all, check_error, check_once, ledger_of, tokens_of
from world import ASKS, PROGRAM, expect

KILLED = -signal.SIGKILL


def undisturbed(world, workflow, thread="alone"):
    """What a run has in its state that nothing happens to, and how long it takes."""
    begun = time.monotonic()
    world.heal(thread, workflow)
    tokens = tokens_of(world, thread)
    return tokens, time.monotonic() - begun


def c01(world, loops=12):
    """SIGKILL at random times, again and again."""
    workflow = world.workflow(rounds=25)
    expected, duration = undisturbed(world, workflow)
    landed = 0
    for loop in range(loops):
        thread = f"t{loop}"
        while True:
            host = world.go_on(thread, workflow)
            host.until("task.started")
            time.sleep(world.source.uniform(0, duration / 2))
            if host.kill() != KILLED:
                break
            landed += 1
            if world.source.random() < 0.4:
                break
        if not (world.exists(thread) and world.ask("threads", "show", thread)[0]["status"] == "done"):
            world.heal(thread, workflow)
        check_all(world, thread, expected)
    expect(landed >= loops / 2, f"only {landed} kills landed")


def failpoints():
    listed = subprocess.run([f"{PROGRAM}-failpoints", "--list"], capture_output=True, text=True, check=True)
    return listed.stdout.split()


def c02(world):
    """SIGKILL at each failpoint that a run comes by, at its n-th passing."""
    workflow = world.workflow(rounds=4)
    expected, _ = undisturbed(world, workflow)
    hit = []
    for point in failpoints():
        thread = "t-" + point
        if point.startswith("takeover"):
            world.run(workflow, thread, env={"DASHFLOW_FAILPOINT": "step.after_commit=kill"}).wait()
        host = world.go_on(thread, workflow, env={"DASHFLOW_FAILPOINT": f"{point}=kill"})
        if host.wait() == KILLED:
            hit.append(point)
            world.heal(thread, workflow)
        check_all(world, thread, expected)
    for needed in ("begin", "step", "progress", "takeover"):
        expect(any(point.startswith(needed) for point in hit), f"no kill at {needed}.*: {hit}")


def c03(world):
    """SIGKILL between a node's effect and the commit of its result."""
    workflow = world.workflow(rounds=4)
    expected, _ = undisturbed(world, workflow)
    for token in world.source.sample(expected, 4):
        thread = "t" + str(world.count())
        host = world.run(workflow, thread, env={"DASHFLOW_CHAOS_KILL": token})
        expect(host.wait() == KILLED, f"no kill behind the effect of {token}")
        world.heal(thread, workflow)
        check_all(world, thread, expected)
        expect(len(ledger_of(world, thread)[token]) == 2, f"the effect of {token} did not happen twice")


def c04(world):
    """SIGKILL when siblings are stored and their superstep is not: they do not run again."""
    workflow = world.workflow(rounds=2, ms=80, slow=500)
    expected, _ = undisturbed(world, workflow)
    slowest = next(token for token in expected if token.startswith("c@"))
    host = world.run(workflow, "t", env={"DASHFLOW_CHAOS_KILL": slowest})
    expect(host.wait() == KILLED, "no kill in the slowest sibling")
    world.heal("t", workflow)
    check_all(world, "t", expected)
    attempts = {token: len(keys) for token, keys in ledger_of(world, "t").items()}
    expect(attempts.pop(slowest) == 2, "the slowest sibling did not run twice")
    expect(set(attempts.values()) == {1}, f"finished siblings ran again: {attempts}")


def c05(world):
    """SIGKILL when the store has committed and nobody has heard of it."""
    workflow = world.workflow(rounds=4)
    expected, _ = undisturbed(world, workflow)
    for thread in ("t1", "t2", "t3"):
        host = world.run(workflow, thread, env={"DASHFLOW_FAILPOINT": "step.after_commit=kill"})
        expect(host.wait() == KILLED, "no kill behind a commit")
        world.heal(thread, workflow)
        check_all(world, thread, expected)


def c06(world, deep=5):
    """SIGKILL during the recovery from SIGKILL, and so on."""
    workflow = world.workflow(rounds=12)
    expected, duration = undisturbed(world, workflow)
    host = world.run(workflow, "t")
    for _ in range(deep):
        host.until("task.started")
        time.sleep(world.source.uniform(0, duration / deep / 2))
        if host.kill() != KILLED:
            break
        host = world.go_on("t", workflow)
    if host.wait() != 0:
        world.heal("t", workflow)
    check_all(world, "t", expected)


def check_answered(world, thread):
    state = world.ask("threads", "state", thread)[0]
    expect(state["answers"] == [True], f"I13: the answer is in the state as {state['answers']}")
    expect([token.split("@")[0] for token in state["tokens"]] == ["before", "after"], f"I1: {state['tokens']}")
    expect(all(len(set(keys)) == 1 for keys in ledger_of(world, thread).values()), "I11: an effect had several keys")


def c07(world):
    """SIGKILL of a host that waits for a human, and of the one that gets the answer."""
    workflow = world.workflow(ASKS)
    for point in (None, "takeover.before_commit", "step.before_commit", "step.after_commit"):
        thread = "t" + str(world.count())
        expect(world.run(workflow, thread, env={"DASHFLOW_FAILPOINT": "suspend.before_commit=kill"}).wait() == KILLED, f"no kill: {world.hosts[-1].failure()}")
        expect(world.go_on(thread, workflow).wait() == 6, f"it does not ask: {world.hosts[-1].failure()}")
        if point is not None:
            killed = world.resume(thread, "--answer", "true", env={"DASHFLOW_FAILPOINT": f"{point}=kill"})
            expect(killed.wait() == KILLED, f"no kill at {point}")
        asks = world.ask("threads", "show", thread)[0]["status"] == "waiting"
        answer = ("--answer", "true") if asks or point in (None, "takeover.before_commit") else ()
        expect(world.resume(thread, *answer).wait() == 0, f"it does not go on after {point}: {world.hosts[-1].errors}")
        check_answered(world, thread)
        before = [keys for token, keys in ledger_of(world, thread).items() if token.startswith("before")]
        expect(len(before[0]) == 1, "what stood before the question ran again")


def c08(world):
    """An answer that is sent twice at once counts once."""
    workflow = world.workflow(ASKS)
    for _ in range(4):
        thread = "t" + str(world.count())
        expect(world.run(workflow, thread).wait() == 6, f"it does not ask: {world.hosts[-1].failure()}")
        hosts = [world.resume(thread, "--answer", "true") for _ in range(2)]
        ends = sorted(host.wait() for host in hosts)
        expect(ends[0] == 0 and ends[1] in (0, 2, 4), f"two answers end with {ends}")
        check_answered(world, thread)


def c09(world, megabytes=16):
    """SIGKILL in the middle of a commit of many megabytes."""
    workflow = world.workflow(rounds=2, bytes=megabytes << 20)
    for point in ("step.before_commit", "step.after_commit"):
        thread = "t-" + point
        expect(world.run(workflow, thread, env={"DASHFLOW_FAILPOINT": f"{point}=kill"}).wait() == KILLED, f"no kill at {point}")
        world.heal(thread, workflow)
        check_once(world, thread, tokens_of(world, thread))


def c10(world):
    """SIGTERM lets the superstep end; SIGKILL soon after loses nothing either."""
    workflow = world.workflow(rounds=40)
    expected, duration = undisturbed(world, workflow)
    for thread, late in (("t1", None), ("t2", 0.02), ("t3", 0.0)):
        host = world.run(workflow, thread)
        host.until("task.started")
        time.sleep(world.source.uniform(0.05, duration / 3))
        host.process.terminate()
        if late is None:
            expect(host.wait() in (0, 130), f"SIGTERM ends it with {host.process.returncode}")
        else:
            time.sleep(late)
            host.kill()
        world.heal(thread, workflow)
        check_all(world, thread, expected)


def c12(world):
    """Two hosts on one file: the second's command goes to the first, or is refused with its pid."""
    if world.store.server:
        return
    workflow = world.workflow(rounds=30)
    expected, _ = undisturbed(world, workflow)
    first = world.run(workflow, "t1")
    first.until("task.started")
    second = world.run(workflow, "t2")
    second.until("task.started")
    socket = world.store.file.parent / (world.store.file.name + ".sock")
    socket.unlink()
    third = world.run(workflow, "t3")
    third.wait()
    error = check_error(third)
    expect(error["code"] == "store_locked" and str(first.process.pid) in error["message"] + error["cause"], f"I9: {error}")
    expect((first.wait(), second.wait()) == (0, 0), "two runs beside each other did not end well")
    for thread in ("t1", "t2"):
        tokens = tokens_of(world, thread)
        expect(tokens == expected, "I1: two hosts disturbed each other")


CASES = {"C01": c01, "C02": c02, "C03": c03, "C04": c04, "C05": c05, "C06": c06, "C07": c07, "C08": c08, "C09": c09, "C10": c10,
         "C12": c12}
