# SPDX-License-Identifier: Apache-2.0
"""What is kept how long: `retention:` of the configuration, by a host and by command; blobs that nobody names."""

import json
import os
import sqlite3
import unittest

from host import WORKFLOWS
from serve_host import ServeTest


class Retention(ServeTest):
    def keep(self, **settings):
        for name, value in settings.items():
            variable = f"DASHFLOW__RETENTION__{name.upper()}"
            os.environ[variable] = value
            self.addCleanup(os.environ.pop, variable, None)

    def threads(self):
        return sorted(thread["thread"] for thread in self.lines("threads", "list"))

    def prune(self):
        return json.loads(self.ok("threads", "prune", "--retention", "--json").stdout)

    def test_ended_threads_go_with_all_that_is_theirs_and_others_stay(self):
        self.ok("run", WORKFLOWS / "loop.yaml", "--thread", "done")
        self.waiting("w")
        self.killed("k")
        self.keep(finished="1ms")
        swept = self.prune()
        self.assertEqual((swept["deleted"], swept["left"]), (1, 0))
        self.assertEqual(self.threads(), ["k", "w"])
        self.assertEqual(sorted(run["thread"] for run in self.lines("runs", "list")), ["k", "w"])
        self.assertEqual(json.loads(self.ok("resume", "w", "--answer", "true").stdout), {"done": "paid 500"})

    def test_checkpoints_beyond_the_newest_go(self):
        self.ok("run", WORKFLOWS / "loop.yaml", "--thread", "t")
        before = len(self.lines("threads", "history", "t"))
        self.keep(checkpoints="2")
        swept = self.prune()
        self.assertEqual((swept["deleted"], swept["pruned"], swept["checkpoints"]), (0, 1, before - 2))
        self.assertEqual(len(self.lines("threads", "history", "t")), 2)
        self.assertEqual(self.state("t")["n"], 10)

    def test_a_workflow_may_have_a_rule_of_its_own(self):
        self.ok("run", WORKFLOWS / "loop.yaml", "--thread", "t")
        self.keep(finished="1ms", workflows='{"loop": {"finished": "never"}}')
        self.assertEqual(self.prune()["deleted"], 0)
        self.keep(workflows='{"loop": {"finished": "1ms"}, "other": {"checkpoints": 1}}')
        self.assertEqual(self.prune()["deleted"], 1)

    def test_without_a_word_about_it_nothing_is_done(self):
        self.ok("run", WORKFLOWS / "loop.yaml", "--thread", "t")
        self.whole_error(2, "usage", "threads", "prune", "--retention")
        self.assertEqual(self.threads(), ["t"])

    def test_what_is_no_time_is_refused(self):
        self.keep(finished="soon")
        self.error(78, "config_invalid", "threads", "list")

    def test_a_host_sweeps_while_it_lives(self):
        self.keep(finished="1ms", sweep="50ms")
        host = self.serve()
        self.ok("run", WORKFLOWS / "loop.yaml", "--thread", "t")
        self.until(lambda: "t" not in self.threads(), "t was not deleted")
        told = [line for line in self.lines_said() if line.get("retention") == "swept"]
        self.assertEqual(sum(line["deleted"] for line in told), 1)
        self.terminate(host)

    def blob(self, name, touched):
        with sqlite3.connect(self.folder / "state.db") as database:
            cursor = database.execute("INSERT INTO blob(hash, touched, sum) VALUES (?, ?, 0)", (name, touched))
            database.execute("INSERT INTO blob_bytes(blob, bytes) VALUES (?, ?)", (cursor.lastrowid, b"x" * 1000))
        database.close()

    def test_a_vacuum_erases_what_nobody_names(self):
        self.ok("run", WORKFLOWS / "loop.yaml", "--thread", "t")
        self.blob(b"old", 1)
        self.blob(b"young", 2**62)
        vacuumed = json.loads(self.ok("db", "vacuum", "--json").stdout)
        self.assertEqual(vacuumed["blobs"], 1)
        with sqlite3.connect(self.folder / "state.db") as database:
            self.assertEqual(database.execute("SELECT hash FROM blob").fetchall(), [(b"young",)])
        database.close()
        self.assertEqual(self.state("t")["n"], 10)


if __name__ == "__main__":
    unittest.main()
