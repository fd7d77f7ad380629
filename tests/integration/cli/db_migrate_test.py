# SPDX-License-Identifier: Apache-2.0
"""A store copied into one of another kind: what was cut off, waits or has ended there goes on from the copy."""

import json
import os
import signal
import unittest

from db_host import BIG, DbTest
from host import WORKFLOWS


class Migrate(DbTest):
    def test_a_killed_run_goes_on_from_the_copy(self):
        self.fill()
        copied = self.migrate(self.store, self.file_store())
        self.assertEqual((copied["threads"], copied["runs"]), (4, 4))
        self.assertGreater(copied["entries"], 10)
        self.assertGreaterEqual(copied["blobs"], 3)
        before = self.everything()
        self.store = self.file_store()
        self.assertEqual(self.everything(), before)
        cut_off = self.told_output("resume", "k")
        self.ok("resume", "w", "--answer", "true")
        self.begin("alone").wait()
        self.assertEqual(cut_off, {"log": ["a", BIG, "b"]})
        self.assertEqual(cut_off["log"], self.state("alone")["log"])
        self.assertEqual(self.state("k"), self.state("alone"))
        # The index terms are there, too.
        self.assertEqual({thread["thread"] for thread in self.lines("threads", "list", "--status", "done")}, {"k", "w", "s", "l", "alone"})
        self.ok("threads", "copy", "k", "--to", "again")
        self.assertEqual(self.state("again"), self.state("k"))

    def told_output(self, *arguments):
        return json.loads(self.ok(*arguments, "--json").stdout.splitlines()[-1])["output"]

    def test_there_and_back(self):
        self.fill()
        before = self.everything()
        self.migrate(self.store, self.file_store())
        back = f"sqlite:{self.folder / 'back.db'}"
        self.migrate(self.file_store(), back)
        self.store = back
        self.assertEqual(self.everything(), before)

    def test_names_of_the_configuration(self):
        self.ok("run", WORKFLOWS / "loop.yaml", "--thread", "l")
        (self.folder / ".dashflow").mkdir(exist_ok=True)
        (self.folder / ".dashflow/config.yaml").write_text(f"stores: {{old: '{self.store}', new: '{self.file_store()}'}}\n")
        self.assertEqual(self.migrate("old", "new")["threads"], 1)
        self.assertTrue((self.folder / "copy/journal").exists())

    def test_one_that_was_cut_off_says_so_and_can_be_repeated(self):
        if not os.path.exists(f"{self.program}-failpoints"):
            self.skipTest("a build without failpoints")
        self.fill()
        killed = self.dashflow("db", "migrate", "--from", self.store, "--to", self.file_store(),
                               env={"DASHFLOW_FAILPOINT": "migrate.before_end=kill"})
        self.assertEqual(killed.returncode, -signal.SIGKILL)
        source, before = self.store, self.everything()
        self.store = self.file_store()
        for command in (("threads", "list"), ("run", WORKFLOWS / "loop.yaml"), ("resume", "k")):
            self.assertIn("db migrate", self.whole_error(1, "store_incomplete", *command)["fix"])
        self.whole_error(1, "store_incomplete", "db", "migrate", "--from", self.store, "--to", f"file:{self.folder / 'third'}")
        # The source lives on meanwhile.
        self.store = source
        self.ok("resume", "k")
        self.ok("threads", "delete", "l")
        self.assertNotEqual(self.everything(), before)
        before = self.everything()
        self.migrate(source, self.file_store())
        self.store = self.file_store()
        self.assertEqual(self.everything(), before)

    def test_refusals(self):
        self.ok("run", WORKFLOWS / "loop.yaml", "--thread", "l")
        migrate = ("db", "migrate", "--from")
        self.error(2, "usage", *migrate, self.store, "--to", self.store)
        link = self.folder / "link.db"
        link.symlink_to(self.folder / "state.db")
        self.error(2, "usage", *migrate, self.store, "--to", f"sqlite:{link}")
        self.error(2, "usage", *migrate, self.store, "--to", "memory")
        self.error(3, "store_not_found", *migrate, f"sqlite:{self.folder / 'none.db'}", "--to", self.file_store())
        self.assertFalse((self.folder / "copy").exists())
        self.error(78, "store_unknown", *migrate, self.store, "--to", "nowhere:x")
        self.migrate(self.store, self.file_store())
        self.whole_error(4, "store_not_empty", *migrate, self.store, "--to", self.file_store())

    def test_a_source_that_somebody_holds(self):
        self.slow()
        self.whole_error(4, "store_locked", "db", "migrate", "--from", self.store, "--to", self.file_store())
        self.assertFalse((self.folder / "copy").exists())

    def test_a_damaged_entry_ends_it(self):
        self.ok("run", WORKFLOWS / "loop.yaml", "--thread", "l")
        self.damage(3)
        error = self.whole_error(1, "store_damaged", "db", "migrate", "--from", self.store, "--to", self.file_store())
        self.assertIn("entry 3 of stream 1", error["cause"])
        self.store = self.file_store()
        self.error(1, "store_incomplete", "threads", "list")


if __name__ == "__main__":
    unittest.main()
