# SPDX-License-Identifier: Apache-2.0
"""Measures LangGraph for Python: main.py WORKLOAD prints microseconds a run, or what durable.py measures, and its
answer's size and CRC."""

import json
import statistics
import sys
import time
import uuid
import zlib

import durable
import fanout
import react
import sequential
import wide_state
from langgraph.checkpoint.memory import InMemorySaver

CHECKPOINT = "_checkpoint"
MOST_RUNS = 5
MOST_SECONDS = 1.0

WORKLOADS = {
    "sequential_10": lambda: sequential.workload(10),
    "sequential_1000": lambda: sequential.workload(1000),
    "react_10": lambda: react.workload(10),
    "react_100": lambda: react.workload(100),
    "wide_state_25x300": lambda: wide_state.workload(300, 5, 5),
    "wide_state_15x600": lambda: wide_state.workload(600, 3, 5),
    "wide_state_9x1200": lambda: wide_state.workload(1200, 3, 3),
    "fanout_10": lambda: fanout.workload(10),
    "fanout_100": lambda: fanout.workload(100),
}


def timed(body):
    begun = time.perf_counter()
    result = body()
    return (time.perf_counter() - begun) * 1e6, result


def median(body):
    """After a run that warms up."""
    body()
    figures = []
    while len(figures) < MOST_RUNS and sum(figures) < MOST_SECONDS * 1e6:
        took, result = timed(body)
        figures.append(took)
    return statistics.median(figures), result


def runner(graph, value):
    """Drains the stream on a new thread of the graph; gives the last values."""

    def run():
        config = {"recursion_limit": 1_000_000_000, "configurable": {"thread_id": str(uuid.uuid4())}}
        options = {"durability": "exit"} if graph.checkpointer else {}
        last = None
        for last in graph.stream(value, config, stream_mode="values", **options):
            pass
        return last

    return run


def measure(name):
    checkpointer = InMemorySaver() if name.endswith(CHECKPOINT) else None
    builder, value, answer = WORKLOADS[name.removesuffix(CHECKPOINT)]()
    figure, last = median(runner(builder(checkpointer), value))
    return figure, answer(last)


def measure_compile():
    figure, graph = median(lambda: sequential.builder(1000)(None))
    return figure, sum(name.startswith("node_") for name in graph.nodes)


def main():
    name = sys.argv[1]
    special = durable.WORKLOADS | {"compile_1000": measure_compile}
    figure, answer = special[name]() if name in special else measure(name)
    text = json.dumps(answer, separators=(",", ":"), ensure_ascii=False).encode()
    print(f"{figure:.1f} {len(text)}:{zlib.crc32(text):08x}")


main()
