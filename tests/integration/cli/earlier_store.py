# SPDX-License-Identifier: Apache-2.0
"""A store as an earlier build left it, and what it must say and do with the build at hand.

Run as a program with a folder's name (earlier/format-N), it makes one with the program of DASHFLOW_PROGRAM: once for each
new format of what a store holds."""

import json
import os
import pathlib
import sqlite3
import subprocess
import sys

EARLIER = pathlib.Path(__file__).parent / "earlier"
LONG = "named again " * 25  # long enough for it
THREADS = {
    "waits": ("asks.yaml", {}),
    "answered": ("asks.yaml", {"text": LONG}),
    "inside": ("inside.yaml", {"text": LONG}),
}


class Store:
    """`run(*arguments)` runs the program on it, and gives what it printed."""

    def __init__(self, run, workflows):
        self.run = run
        self.workflows = workflows

    def fill(self):
        for thread, (workflow, values) in THREADS.items():
            self.run("run", self.workflows / workflow, "--thread", thread, "--input", json.dumps(values))
        self.run("resume", "answered", "--answer", "true")

    def told(self):
        """Of each thread, what it holds."""
        return {thread: {"state": self.json("threads", "state", thread, "--subgraphs"),
                         "history": self.json("threads", "history", thread)} for thread in THREADS}

    def ended(self):
        """What the threads that wait come to."""
        return {thread: self.json("resume", thread, "--answer", "true", "--quiet") for thread in ("waits", "inside")}

    def json(self, *arguments):
        lines = [json.loads(line) for line in self.run(*arguments, "--json").splitlines()]
        return [lasting(line) for line in lines if line.get("event", "run.finished") == "run.finished"]


def lasting(line):
    """What does not differ from run to run, nor with what later builds tell besides."""
    return {key: line[key] for key in ("values", "output", "status", "step", "source", "next") if key in line}


def main():
    folder = EARLIER / sys.argv[1]
    folder.mkdir(exist_ok=True)
    url = f"sqlite:{folder / 'state.db'}"

    def run(*arguments):
        command = [os.environ["DASHFLOW_PROGRAM"], "--store", url, *map(str, arguments)]
        return subprocess.run(command, capture_output=True, text=True, check=False).stdout

    store = Store(run, EARLIER)
    store.fill()
    told = store.told()
    database = sqlite3.connect(folder / "state.db")
    database.execute("pragma journal_mode = delete")
    database.execute("vacuum")
    database.close()
    kept = (folder / "state.db").read_bytes()
    (folder / "expected.json").write_text(json.dumps({"told": told, "ended": store.ended()}, indent=1) + "\n")
    for file in folder.glob("state.db*"):
        file.unlink()
    (folder / "state.db").write_bytes(kept)


if __name__ == "__main__":
    main()
