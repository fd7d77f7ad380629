# SPDX-License-Identifier: Apache-2.0
"""Stores that hold a bit of everything."""

import contextlib
import json
import random
import sqlite3
import string

from host import WORKFLOWS
from run_host import RunsTest

CUT_OFF = """
dashflow: 1
name: cut-off
state:
  log: {reduce: append}
  big: {type: string, default: ''}
input: [big]
output: [log]
nodes:
  a: {type: core.set, with: {values: {log: {value: a}}}}
  size: {type: core.set, with: {values: {log: {cel: size(big)}}}}
  wait: {type: core.delay, with: {duration: 2s}}
  b: {type: core.set, with: {values: {log: {value: b}}}}
edges: [START -> a -> size -> wait -> b]
"""
BIG = 3_000_000  # more than an entry of a store takes
LEAST_OF_BIG = BIG * 3 // 4  # what is left of it at least, however it is compressed
BIG_TEXT = "".join(random.Random(7).choices(string.ascii_letters + string.digits + "+-*/=.,;:!?()[]", k=BIG))


class DbTest(RunsTest):
    def kill_in_the_middle(self, thread="k"):
        """A run that is killed in its third superstep, and whose input does not fit into one entry."""
        host = self.begin(thread)
        self.until_waits(thread)
        host.kill()
        host.wait()

    def begin(self, thread):
        (self.folder / "input.json").write_text(json.dumps({"big": BIG_TEXT}))
        return self.spawn("run", self.workflow(CUT_OFF, "cut_off.yaml"), "--input", "@input.json", "--thread", thread)

    def ask(self, thread="w"):
        asked = self.dashflow("run", WORKFLOWS / "approval.yaml", "--input", '{"amount": 500}', "--thread", thread)
        self.assertEqual(asked.returncode, 6, asked.stderr)

    def fill(self):
        """A thread of each kind: cut off, waiting, with a subworkflow, ended."""
        self.kill_in_the_middle()
        self.ask()
        self.ok("run", WORKFLOWS / "subworkflow.yaml", "--thread", "s")
        self.ok("run", WORKFLOWS / "loop.yaml", "--thread", "l")

    def damage(self, row):
        """Adds a byte to a log entry, as a disk may."""
        with contextlib.closing(sqlite3.connect(self.folder / "state.db")) as database, database:
            changed = database.execute("UPDATE log SET bytes = CAST(bytes || x'00' AS BLOB) WHERE id = ?", (row,))
            self.assertEqual(changed.rowcount, 1)

    def told(self, *arguments):
        return json.loads(self.ok(*arguments, "--json").stdout)

    def migrate(self, source, target):
        return self.told("db", "migrate", "--from", source, "--to", target)

    def everything(self):
        """What every command that looks says about every thread."""
        threads = self.lines("threads", "list")
        for thread in threads:
            thread["history"] = self.lines("threads", "history", thread["thread"])
            thread["state"] = self.state(thread["thread"])
            thread["shown"] = self.told("threads", "show", thread["thread"])
        return threads, self.lines("runs", "list")

    def file_store(self):
        return f"file:{self.folder / 'copy'}"
