# SPDX-License-Identifier: Apache-2.0
"""The care of a store as a whole: status, verify, upgrade, backup, restore, vacuum."""

import contextlib
import json
import os
import pathlib
import shutil
import sqlite3
import tempfile
import unittest

from db_care_cases import Care
from db_host import DbTest


class Sqlite(Care, DbTest):
    kind = "sqlite"

    def elsewhere(self):
        return f"sqlite:{self.folder / 'elsewhere.db'}"

    def lose(self):
        (self.folder / "state.db").unlink()

    def sql(self, *statements):
        with contextlib.closing(sqlite3.connect(self.folder / "state.db")) as database, database:
            for statement in statements:
                database.execute(statement)

    def test_damaged_entries_are_named(self):
        self.loop("l")
        self.damage(3)
        self.damage(5)
        failed = self.dashflow("db", "verify", "--json")
        self.assertEqual(failed.returncode, 1)
        report, error = (json.loads(line) for line in failed.stdout.splitlines())
        self.assertEqual(error["error"]["code"], "store_damaged")
        self.assertIn("db restore", error["error"]["fix"])
        self.assertEqual([(damage["thread"], damage["stream"], damage["seq"], damage["checkpoint"], damage["parent"])
                          for damage in report["damages"]], [("l", 1, 3, "1-3", "1-2"), ("l", 1, 5, "1-5", "1-4")])
        text = self.dashflow("db", "verify").stdout
        self.assertIn("thread l, stream 1 seq 3, ", text)
        self.assertIn("its parent is checkpoint 1-2", text)

    def test_what_no_thread_uses_is_verified_too(self):
        self.loop("l")
        self.sql("INSERT INTO log(stream, seq, sum, bytes) VALUES(77, 1, 5, x'00')",
                 "UPDATE record SET sum = 1 WHERE space = (SELECT id FROM space WHERE name = CAST('counter' AS BLOB))")
        report = json.loads(self.dashflow("db", "verify", "--json").stdout.splitlines()[0])
        self.assertEqual(len(report["damages"]), 2)
        self.assertIn("entry 1 of stream 77", report["damages"][0]["what"])

    def test_a_broken_page_is_found_and_not_backed_up(self):
        self.fill()
        path = self.folder / "state.db"
        content = bytearray(path.read_bytes())
        content[8192 * 12:8192 * 13] = b"\x13" * 8192
        path.write_bytes(content)
        self.whole_error(1, "store_damaged", "db", "verify")
        self.whole_error(1, "store_damaged", "db", "backup", self.backup())
        self.assertFalse(os.path.exists(self.backup()))

    def test_a_damaged_store_is_replaced_by_its_backup(self):
        self.loop("l")
        self.told("db", "backup", self.backup())
        (self.folder / "state.db").write_bytes(b"\x13" * 50_000)
        self.error(78, "store_invalid", "db", "restore", self.backup())
        kept = self.told("db", "restore", self.backup(), "--force")["kept"]
        self.assertEqual(pathlib.Path(kept).read_bytes(), b"\x13" * 50_000)
        self.assertEqual(set(self.threads()), {"l"})

    def test_a_newer_layout_is_refused_everywhere(self):
        self.loop("l")
        self.told("db", "backup", self.backup())
        shutil.copy(self.folder / "state.db", self.folder / "newer.db")
        self.sql("PRAGMA user_version = 99")
        for verb in (("status",), ("verify",), ("upgrade",), ("upgrade", "--dry-run"), ("vacuum",), ("backup", self.backup("x")),
                     ("restore", self.backup())):
            error = self.whole_error(78, "store_newer", "db", *verb)
            self.assertIn("99", error["cause"])
        with contextlib.closing(sqlite3.connect(self.backup())) as database, database:
            database.execute("PRAGMA user_version = 99")
        self.lose()
        self.whole_error(78, "store_newer", "db", "restore", self.backup(), "--force")
        self.assertFalse((self.folder / "state.db").exists())

    def test_an_unfinished_copy_is_told_and_not_backed_up(self):
        self.loop("l")
        if not os.path.exists(f"{self.program}-failpoints"):
            self.skipTest("a build without failpoints")
        source = self.store
        self.dashflow("db", "migrate", "--from", source, "--to", self.elsewhere(),
                      env={"DASHFLOW_FAILPOINT": "migrate.before_end=kill"})
        self.store = self.elsewhere()
        self.assertIs(self.told("db", "status")["unfinished_copy"], True)
        self.error(1, "store_incomplete", "db", "backup", self.backup())

    def test_a_folder_that_may_not_be_written_to(self):
        self.loop("l")
        closed = pathlib.Path(tempfile.mkdtemp(prefix="dashflow-closed-"))
        self.addCleanup(shutil.rmtree, closed)
        closed.chmod(0o555)
        user = self.as_another_user()
        (self.folder / "state.db").chmod(0o666)
        self.error(77, "unauthorized", "db", "backup", str(closed / "backup.db"), **user)
        self.assertEqual(list(closed.iterdir()), [])

    def test_the_backup_of_another_kind_is_copied_instead(self):
        self.loop("l")
        self.told("db", "backup", self.backup())
        self.store = f"file:{self.folder / 'journal-store'}"
        error = self.error(78, "store_invalid", "db", "restore", self.backup())
        self.assertIn("dashflow db migrate", error["fix"])
        self.told("db", "migrate", "--from", f"sqlite:{self.backup()}", "--to", self.store)
        self.assertEqual(set(self.threads()), {"l"})


class File(Care, DbTest):
    kind = "file"

    def setUp(self):
        super().setUp()
        self.store = f"file:{self.folder / 'store'}"

    def elsewhere(self):
        return f"file:{self.folder / 'elsewhere'}"

    def lose(self):
        shutil.rmtree(self.folder / "store")

    def test_damaged_entries_are_named(self):
        self.loop("l")
        journal = self.folder / "store/journal"
        content = bytearray(journal.read_bytes())
        line = content.index(b"append stream=1 seq=3 ")
        content[content.index(b"\n", line) + 5] ^= 0x10
        journal.write_bytes(content)
        failed = self.dashflow("db", "verify", "--json")
        self.assertEqual(failed.returncode, 1)
        (damage,) = json.loads(failed.stdout.splitlines()[0])["damages"]
        self.assertEqual((damage["thread"], damage["checkpoint"], damage["parent"]), ("l", "1-3", "1-2"))
        self.whole_error(1, "store_damaged", "db", "backup", self.backup())


class Memory(DbTest):
    def test_a_store_without_a_place_has_nothing_to_look_after(self):
        self.store = "memory"
        for verb in (("status",), ("verify",), ("vacuum",), ("backup", "x")):
            self.error(3, "store_not_found", "db", *verb)
        self.whole_error(1, "store_unsupported", "db", "upgrade")


if __name__ == "__main__":
    unittest.main()
