# SPDX-License-Identifier: Apache-2.0
"""Runs that are stored with every superstep, in SQLite (FULL) and PostgreSQL."""

import contextlib
import operator
import os
import random
import tempfile
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Annotated, TypedDict

import psycopg
from langgraph.checkpoint.postgres import PostgresSaver
from langgraph.checkpoint.sqlite import SqliteSaver
from langgraph.graph import END, START, StateGraph
from psycopg.rows import dict_row
from psycopg_pool import ConnectionPool

THREADS = 16
LETTERS = [chr(ord(" ") + i) for i in range(95)]


class Count(TypedDict):
    n: int


class Log(TypedDict):
    n: int
    log: Annotated[list, operator.add]


def inc(state):
    return {"n": state["n"] + 1}


def grow(state):
    source = random.Random(state["n"])
    return {"n": state["n"] + 1, "log": ["".join(source.choices(LETTERS, k=1024))]}


def loop(schema, node, limit, saver):
    graph = StateGraph(schema)
    graph.add_node("a", node)
    graph.add_edge(START, "a")
    graph.add_conditional_edges("a", lambda state: "a" if state["n"] < limit else END, ["a", END])
    return graph.compile(saver)


@contextlib.contextmanager
def sqlite():
    """A saver on an empty file, and the file's folder."""
    with tempfile.TemporaryDirectory() as folder, SqliteSaver.from_conn_string(f"{folder}/state.db") as saver:
        yield saver, Path(folder)


def account():
    lines = Path(os.environ["DASHFLOW_SERVICES"], "postgresql.env").read_text().splitlines()
    return dict(line.split("=", 1) for line in lines)


@contextlib.contextmanager
def postgresql():
    """A saver on an empty schema."""
    who, schema = account(), "peer_" + uuid.uuid4().hex
    address = "postgresql://{USER}:{PASSWORD}@{HOST}:{PORT}/{DATABASE}".format(**who)
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f"CREATE SCHEMA {schema}")
        options = {"autocommit": True, "row_factory": dict_row, "options": f"-csearch_path={schema}"}
        with ConnectionPool(address, min_size=THREADS, max_size=THREADS, kwargs=options) as pool:
            saver = PostgresSaver(pool)
            saver.setup()
            yield saver, None
        connection.execute(f"DROP SCHEMA {schema} CASCADE")


def run(graph, value):
    config = {"recursion_limit": 1_000_000_000, "configurable": {"thread_id": str(uuid.uuid4())}}
    return graph.invoke(value, config, durability="sync")


def supersteps(store, runs, steps):
    """Supersteps a second of so many runs at once, and how many they were."""
    with store() as (saver, _), ThreadPoolExecutor(min(runs, THREADS)) as pool:
        graph = loop(Count, inc, steps, saver)
        begun = time.perf_counter()
        ended = list(pool.map(lambda _: run(graph, {"n": 0})["n"], range(runs)))
        return runs * steps / (time.perf_counter() - begun), sum(ended)


def message_bytes(count):
    """What the files take with so many messages of 1 KB, appended one a superstep."""
    with sqlite() as (saver, folder):
        run(loop(Log, grow, count, saver), {"n": 0, "log": []})
        return sum(file.stat().st_size for file in folder.iterdir()), count


WORKLOADS = {
    "sqlite_1": lambda: supersteps(sqlite, 1, 300),
    "sqlite_1000": lambda: supersteps(sqlite, 1000, 5),
    "postgresql_1": lambda: supersteps(postgresql, 1, 300),
    "postgresql_1000": lambda: supersteps(postgresql, 1000, 5),
    "append_bytes": lambda: message_bytes(1000),
}
