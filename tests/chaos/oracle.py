# SPDX-License-Identifier: Apache-2.0
"""What must hold after any fault, seen from outside the host: the invariants I1 to I12, by their numbers."""

import collections

from world import expect


def ledger_of(world, thread):
    """The attempts of a thread's tasks by token: the idempotency keys that they had."""
    attempts = collections.defaultdict(list)
    for line in world.ledger.read_text().splitlines():
        whose, token, key, _ = line.split(" ")
        if whose == thread:
            attempts[token].append(key)
    return attempts


def tokens_of(world, thread):
    return [token.rstrip(".") for token in world.ask("threads", "state", thread)[0]["tokens"]]


def check_once(world, thread, expected):
    """I1: each task's write is in the state once, in the order of an undisturbed run. I11: all attempts had one key."""
    tokens = tokens_of(world, thread)
    expect(tokens == expected, f"I1: the state is not that of an undisturbed run: {compare(tokens, expected)}")
    attempts = ledger_of(world, thread)
    expect(set(tokens) <= set(attempts), "I1: the state has what never happened")
    for token, keys in attempts.items():
        expect(len(set(keys)) == 1, f"I11: the attempts of {token} had several idempotency keys")


def compare(found, wanted):
    twice = [token for token, count in collections.Counter(found).items() if count > 1]
    return f"missing {sorted(set(wanted) - set(found))}, twice {twice}, strange {sorted(set(found) - set(wanted))}"


def check_history(world, thread):
    """I3, I4: checkpoints are unique, and each is one superstep behind its parent."""
    history = world.ask("threads", "history", thread)
    steps = {entry["id"]: entry["step"] for entry in history}
    expect(len(steps) == len(history), "I3: two checkpoints have one id")
    children = collections.Counter(entry["parent"] for entry in history if entry.get("parent"))
    for parent, count in children.items():
        expect(count == 1, f"I3: checkpoint {parent} has {count} children")
    for entry in history:
        parent = entry.get("parent")
        if parent in steps:
            expect(entry["step"] == steps[parent] + 1, f"I4: step {entry['step']} stands behind step {steps[parent]}")
    return steps


def check_acknowledged(world, thread, steps):
    """I2, I12: what a host has told as durable is there."""
    for host in world.hosts:
        for event in host.told():
            if event.get("thread") != thread or event.get("event") != "checkpoint" or event.get("ns"):
                continue
            expect(event["id"] in steps, f"I2: checkpoint {event['id']} was told and is lost")


def check_ended(world, thread):
    """I6, I7: it has come to an end, and nothing says that it runs."""
    status = world.ask("threads", "show", thread)[0]["status"]
    expect(status in ("done", "waiting"), f"I6: the thread is {status}")
    running = [run["run"] for run in world.ask("runs", "list") if run["status"] == "running"]
    expect(not running, f"I7: runs {running} are said to run")


def check_all(world, thread, expected):
    check_once(world, thread, expected)
    check_acknowledged(world, thread, check_history(world, thread))
    check_ended(world, thread)


def check_error(host):
    """I9: the failure of a host is an error that can be acted on, not a crash."""
    errors = [event["error"] for event in host.told() if event.get("error")]
    expect(host.process.returncode > 0, f"I9: the host ended with {host.process.returncode}: {host.errors}")
    expect(errors, f"I9: the host ended with {host.process.returncode} and without an error: {host.errors}")
    for part in ("code", "message", "operation", "resource", "cause", "fix"):
        expect(errors[-1].get(part), f"I9: the error has no {part}: {errors[-1]}")
    return errors[-1]
