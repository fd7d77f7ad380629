# SPDX-License-Identifier: Apache-2.0
"""Large workflows: workflows.py NAME SIZE prints one, workflows.py NAME SIZE input its input."""

import json
import sys


def chain(nodes):
    """So many nodes in a row."""
    names = [f"n{i}" for i in range(nodes)]
    lines = ["state:", "  n: {type: integer}", "nodes:"]
    lines += [f"  {name}: {{type: load.add}}" for name in names]
    lines += ["edges:", "  - START -> " + " -> ".join(names), f"limits: {{steps: {nodes + 1}}}"]
    return lines


def fan(width):
    """So many tasks in one superstep."""
    return [
        "state:",
        "  items: {type: array}",
        "  sum: {reduce: sum}",
        "  last: {type: integer}",
        "input: [items]",
        "nodes:",
        "  each: {type: load.add, out: {n: sum}}",
        "  end: {type: load.add, in: {n: sum}, out: {n: last}}",
        "edges:",
        "  - {from: START, each: items, to: each, as: n}",
        "  - {gather: each, to: end}",
        "output: [sum, last]",
        f"limits: {{tasks: {max(width, 1)}}}",
    ]


def loop(steps):
    """So many supersteps of one node."""
    return [
        "state:",
        "  n: {type: integer}",
        "nodes:",
        "  a: {type: load.add}",
        "edges:",
        "  - START -> a",
        f"  - {{from: a, to: a, when: n < {steps}}}",
        f"limits: {{steps: {steps + 1}}}",
    ]


CHANNELS = 10
CHANGES = 20


def state(bytes_in_all):
    """A state of so many bytes in ten channels, and then twenty supersteps that change an eleventh."""
    names = [f"c{i}" for i in range(CHANNELS)]
    size = bytes_in_all // CHANNELS
    return [
        "state:",
        "  n: {type: integer}",
        *[f"  {name}: {{type: string}}" for name in names],
        "input: [n]",
        "output: [n]",
        "nodes:",
        *[f"  fill-{name}: {{type: load.fill, with: {{bytes: {size}}}, out: {{text: {name}}}}}" for name in names],
        "  change: {type: load.add}",
        "edges:",
        "  - START -> " + " -> ".join(f"fill-{name}" for name in names) + " -> change",
        f"  - {{from: change, to: change, when: n < {CHANGES}}}",
    ]


def messages(count):
    """A conversation of so many messages, one a superstep."""
    return [
        "state:",
        "  n: {type: integer}",
        "  messages: {reduce: messages}",
        "nodes:",
        "  say: {type: load.say, out: {message: messages}}",
        "edges:",
        "  - START -> say",
        f"  - {{from: say, to: say, when: n < {count}}}",
        f"limits: {{steps: {count + 1}}}",
    ]


WORKFLOWS = {each.__name__: each for each in (chain, fan, loop, state, messages)}


def text(name, size, durability="sync"):
    head = ["dashflow: 1", f"name: {name}", f"durability: {durability}"]
    return "\n".join(head + WORKFLOWS[name](size)) + "\n"


def given(name, size):
    return {"items": list(range(size))} if name == "fan" else {"n": 0}


if __name__ == "__main__":
    name, size = sys.argv[1], int(sys.argv[2])
    print(json.dumps(given(name, size)) if sys.argv[3:] == ["input"] else text(name, size), end="")
