# SPDX-License-Identifier: Apache-2.0
"""Encrypted stores: what lies on the disk tells nothing, and everything else works as before."""

import json
import unittest

from db_host import BIG, DbTest
from host import WORKFLOWS

ONE, TWO = "1f" * 32, "2e" * 32
SECRET = "nobody-may-read-this"
NOTE = f"""
dashflow: 1
name: note
state:
  text: {{type: string}}
  log: {{reduce: append}}
nodes:
  first: {{type: core.set, with: {{values: {{log: {{cel: "text + '-{SECRET[::-1]}'"}}}}}}}}
  wait: {{type: core.delay, with: {{duration: 2s}}}}
  last: {{type: core.set, with: {{values: {{log: {{cel: text}}}}}}}}
edges: [START -> first -> wait -> last]
output: [log]
"""


class Encryption(DbTest):
    def setUp(self):
        super().setUp()
        settings = self.folder / ".dashflow"
        settings.mkdir()
        for name, key in (("one", ONE), ("two", TWO), ("bad", "no key")):
            (settings / name).write_text(key + "\n")
        self.plain = self.store
        self.keys("one")
        self.store = "main"

    def keys(self, *names, **more):
        """The store `main` with these keys; others as they are given."""
        stores = {"main": self.sealed(f"sqlite:{self.folder / 'main.db'}", *names), **more}
        (self.folder / ".dashflow/config.yaml").write_text(json.dumps({"stores": stores}))

    def sealed(self, url, *names):
        keys = [f"${{file:{name}}}" for name in names]
        return {"url": url, "encryption": {"keys": keys}} if names else url

    def killed_note(self):
        host = self.spawn("run", self.workflow(NOTE, "note.yaml"), "--thread", "k", "--input", json.dumps({"text": SECRET}))
        self.until_waits("k")
        host.kill()
        host.wait()

    def found_in(self, *patterns):
        """The files that hold a word of the state."""
        words = (SECRET.encode(), SECRET[::-1].encode())
        files = [file for pattern in patterns for file in self.folder.glob(pattern) if file.is_file()]
        self.assertTrue(files)
        return {file.name for file in files if any(word in file.read_bytes() for word in words)}

    def test_the_disk_tells_nothing_and_a_killed_run_goes_on(self):
        self.store = self.plain
        self.killed_note()
        self.assertTrue(self.found_in("state.db*"), "the words are found where nothing is encrypted")
        self.store = "main"
        self.killed_note()
        self.assertIn("main.db-wal", [file.name for file in self.folder.glob("main.db*")])
        self.assertEqual(self.found_in("main.db*"), set())
        output = json.loads(self.ok("resume", "k", "--json").stdout.splitlines()[-1])["output"]
        self.assertEqual(output, {"log": [f"{SECRET}-{SECRET[::-1]}", SECRET]})
        self.told("db", "backup", self.folder / "backup")
        self.told("db", "vacuum")
        self.assertEqual(self.found_in("main.db*", "backup"), set())

    def test_care(self):
        self.fill()
        before = self.everything()
        key = self.told("db", "status")["encryption"]
        self.assertEqual(key["cipher"], "XChaCha20-Poly1305")
        self.assertRegex(key["key"], "^[0-9a-f]{16}$")
        self.assertIn("key " + key["key"], self.ok("db", "status").stdout)
        self.assertEqual(self.told("db", "verify")["damages"], [])
        self.told("db", "backup", self.folder / "backup")
        self.told("db", "vacuum")
        self.assertEqual(self.everything(), before)
        self.ok("threads", "delete", "l")
        self.told("db", "restore", self.folder / "backup", "--force")
        self.assertEqual(self.everything(), before)
        self.assertEqual(self.told_output("resume", "k")["log"], ["a", BIG, "b"])

    def told_output(self, *arguments):
        return json.loads(self.ok(*arguments, "--json").stdout.splitlines()[-1])["output"]

    def test_into_and_out_of_encryption(self):
        self.keys("one", back=f"file:{self.folder / 'back'}")
        self.store = self.plain
        self.fill()
        before = self.everything()
        self.migrate(self.plain, "main")
        self.migrate("main", "back")
        for self.store in ("main", "back"):
            self.assertEqual(self.everything(), before)
            self.assertEqual(self.told_output("resume", "k")["log"], ["a", BIG, "b"])

    def test_what_is_there_in_plain_is_not_mixed(self):
        self.ok("run", WORKFLOWS / "loop.yaml", "--thread", "l", "--quiet")
        self.keys("one", other=self.sealed(self.plain, "one"))
        self.store = self.plain
        self.ok("run", WORKFLOWS / "loop.yaml", "--thread", "l")
        self.store = "other"
        for command in (("threads", "list"), ("run", WORKFLOWS / "loop.yaml"), ("db", "status"), ("db", "rekey")):
            self.assertIn("db migrate", self.whole_error(78, "store_not_encrypted", *command)["fix"])

    def test_without_its_key_it_says_which(self):
        self.ok("run", WORKFLOWS / "loop.yaml", "--thread", "l")
        key = self.told("db", "status")["encryption"]["key"]
        self.told("db", "backup", self.folder / "backup")
        for names in ((), ("two",)):
            self.keys(*names)
            for command in (("threads", "list"), ("run", WORKFLOWS / "loop.yaml"), ("db", "status"), ("db", "verify"),
                            ("db", "restore", self.folder / "backup"), ("db", "migrate", "--from", "main", "--to", self.file_store())):
                error = self.whole_error(78, "store_key_missing", *command)
                self.assertIn(key, error["cause"])
                self.assertNotIn(ONE, json.dumps(error))
                self.assertNotIn(TWO, json.dumps(error))

    def test_takes_another_key(self):
        self.ok("run", WORKFLOWS / "loop.yaml", "--thread", "l")
        before = self.everything()
        old = self.told("db", "status")["encryption"]["key"]
        self.keys("two", "one")
        self.assertEqual(self.everything(), before)
        told = self.told("db", "rekey")
        self.assertEqual(told["before"], old)
        self.assertEqual(self.told("db", "rekey"), {"before": told["key"], "key": told["key"]})
        self.keys("two")
        self.assertEqual(self.everything(), before)
        self.assertEqual(self.told("db", "status")["encryption"]["key"], told["key"])
        self.keys("one")
        self.error(78, "store_key_missing", "threads", "list")

    def test_keys_are_never_shown(self):
        self.assertNotIn(ONE, self.ok("config", "show").stdout)
        self.assertNotIn(ONE, self.ok("config", "show", "--json").stdout)
        self.keys("bad")
        self.assertNotIn("no key", json.dumps(self.error(78, "store_setting", "threads", "list")))
        self.assertNotIn("no key", json.dumps(self.error(78, "store_setting", "db", "rekey")))


if __name__ == "__main__":
    unittest.main()
