# SPDX-License-Identifier: Apache-2.0
"""What holds of the care of each store that lies on a disk."""

import os
import pathlib
import stat
import subprocess

from db_host import BIG, LEAST_OF_BIG
from host import WORKFLOWS


class Care:
    """A mix-in of a DbTest; that one says `kind`, `elsewhere` and `lose`."""

    def backup(self, name="backup"):
        return str(self.folder / name)

    def loop(self, thread):
        self.ok("run", WORKFLOWS / "loop.yaml", "--thread", thread)

    def threads(self):
        return {thread["thread"]: thread["status"] for thread in self.lines("threads", "list")}

    def test_status_tells_what_a_store_is_holds_and_takes(self):
        self.fill()
        status = self.told("db", "status")
        self.assertEqual(status["store"], self.store)
        self.assertEqual((status["kind"], status["durability"]), (self.kind, "durable"))
        self.assertRegex(status["identity"], r"^[0-9a-f-]{36}$")
        self.assertEqual(status["layout"], {"version": 1, "newest": 1, "min_reader": 1, "min_writer": 1})
        self.assertEqual(status["threads"], {"all": 4, "done": 2, "unfinished": 1, "waiting": 1})
        self.assertGreater(status["records"]["count"], 8)
        self.assertGreater(status["log"]["count"], 10)
        self.assertGreaterEqual(status["blobs"]["bytes"], LEAST_OF_BIG)
        self.assertGreater(status["disk_bytes"], LEAST_OF_BIG)
        self.assertIs(status["unfinished_copy"], False)
        self.assertIsNone(status["holder"])
        text = self.ok("db", "status").stdout
        for words in ("4: 2 done, 1 unfinished, 1 waiting", "nobody", "MiB"):
            self.assertIn(words, text)
        self.assertEqual(self.told("db", "status"), status, "looking changes nothing")

    def test_status_tells_who_has_it(self):
        host, _ = self.slow()
        status = self.told("db", "status")
        self.assertEqual(status["holder"]["process"], host.pid)
        self.assertEqual(status["threads"], {"all": 1, "running": 1})
        self.assertIn(f"process {host.pid} since 20", self.ok("db", "status").stdout)

    def test_a_store_that_is_not_there_is_not_made(self):
        for verb in (("status",), ("verify",), ("upgrade",), ("vacuum",), ("backup", self.backup())):
            self.error(3, "store_not_found", "db", *verb)
        self.assertEqual(list(self.folder.iterdir()), [])

    def test_verify_reads_every_thread(self):
        self.fill()
        verified = self.told("db", "verify")
        self.assertEqual((verified["threads"], verified["damages"], verified["checks_itself"]), (4, [], True))
        self.assertEqual(verified["entries"], self.told("db", "status")["log"]["count"])
        self.assertEqual(verified["runs"], 4)

    def test_verify_works_beside_a_run(self):
        self.slow()
        self.assertEqual(self.told("db", "verify")["damages"], [])

    def test_a_backup_is_a_store_that_goes_on(self):
        self.fill()
        told = self.told("db", "backup", self.backup())
        self.assertEqual(told["identity"], self.told("db", "status")["identity"])
        self.assertEqual(told["bytes"], os.path.getsize(self.backup()))
        self.assertEqual(stat.S_IMODE(os.stat(self.backup()).st_mode), 0o600)
        before, source = self.threads(), self.store
        self.store = f"{self.kind}:{self.backup()}"
        self.assertEqual(self.threads(), before)
        self.assertEqual(self.told("db", "verify")["damages"], [])
        self.store = source

    def test_a_backup_beside_a_run_can_be_gone_on_from(self):
        host, _ = self.slow("t", "2s")
        self.told("db", "backup", self.backup())
        host.wait()
        self.assertEqual(self.threads(), {"t": "done"})
        self.store = self.elsewhere()
        self.assertIsNone(self.told("db", "restore", self.backup())["kept"])
        self.assertEqual(self.threads(), {"t": "unfinished"})
        self.ok("resume", "t")
        self.assertEqual(self.threads(), {"t": "done"})

    def test_a_backup_overwrites_nothing(self):
        self.loop("l")
        self.told("db", "backup", self.backup())
        before = pathlib.Path(self.backup()).read_bytes()
        self.whole_error(4, "file_exists", "db", "backup", self.backup())
        self.assertEqual(pathlib.Path(self.backup()).read_bytes(), before)
        self.whole_error(3, "file_not_found", "db", "backup", self.backup("no/such/folder"))
        self.assertEqual([path.name for path in self.folder.iterdir() if "unfinished" in path.name], [])

    def test_a_store_that_was_lost_is_restored(self):
        self.fill()
        before = self.threads()
        self.told("db", "backup", self.backup())
        self.lose()
        restored = self.told("db", "restore", self.backup())
        self.assertEqual((restored["threads"], restored["kept"]), (4, None))
        self.assertEqual(self.threads(), before)
        self.ok("resume", "w", "--answer", "true")
        self.ok("resume", "k")
        self.assertEqual(set(self.threads().values()), {"done"})

    def test_a_store_that_holds_something_is_replaced_by_force_only_and_kept(self):
        self.loop("l")
        self.told("db", "backup", self.backup())
        self.loop("later")
        error = self.whole_error(4, "store_not_empty", "db", "restore", self.backup())
        self.assertIn("--force", error["fix"])
        self.assertEqual(set(self.threads()), {"l", "later"})
        kept = self.told("db", "restore", self.backup(), "--force")["kept"]
        self.assertEqual(set(self.threads()), {"l"})
        self.store = f"{self.kind}:{kept}"
        self.assertEqual(set(self.threads()), {"l", "later"})

    def test_an_emptied_store_takes_its_own_backup(self):
        self.loop("l")
        self.told("db", "backup", self.backup())
        self.ok("threads", "delete", "l")
        self.told("db", "restore", self.backup())
        self.assertEqual(set(self.threads()), {"l"})

    def test_the_backup_of_another_store_is_refused(self):
        self.loop("l")
        self.told("db", "backup", self.backup())
        self.store = self.elsewhere()
        self.loop("other")
        error = self.whole_error(4, "backup_foreign", "db", "restore", self.backup())
        self.assertIn("--force", error["fix"])
        self.assertEqual(set(self.threads()), {"other"})
        self.told("db", "restore", self.backup(), "--force")
        self.assertEqual(set(self.threads()), {"l"})

    def test_a_store_that_somebody_holds_is_left_alone(self):
        self.loop("l")
        self.told("db", "backup", self.backup())
        self.slow()
        self.whole_error(4, "store_locked", "db", "restore", self.backup(), "--force")
        self.assertEqual(set(self.threads()), {"l", "t"})

    def test_the_process_that_holds_a_store_vacuums_it(self):
        self.kill_in_the_middle()
        self.ok("threads", "delete", "k")
        host, _ = self.slow("t", "4s")
        told = self.told("db", "vacuum")
        self.assertLess(told["after_bytes"], told["before_bytes"] - BIG / 2)
        host.wait()
        self.assertEqual(self.threads(), {"t": "done"})

    def test_what_is_no_backup_replaces_nothing(self):
        self.loop("l")
        (self.folder / "text").write_text("hello " * 1000)
        self.error(3, "file_not_found", "db", "restore", self.backup("none"), "--force")
        error = self.error(78, "store_invalid", "db", "restore", str(self.folder / "text"), "--force")
        self.assertIn("db migrate", error["fix"])
        self.assertEqual(set(self.threads()), {"l"})

    def test_vacuum_gives_back_space(self):
        self.kill_in_the_middle()
        self.loop("l")
        self.ok("threads", "delete", "k")
        told = self.told("db", "vacuum")
        self.assertLess(told["after_bytes"], told["before_bytes"] - BIG / 2)
        self.assertAlmostEqual(told["after_bytes"], self.told("db", "status")["disk_bytes"], delta=1000)
        self.assertEqual(set(self.threads()), {"l"})
        self.assertEqual(self.told("db", "verify")["damages"], [])

    def test_the_newest_layout_is_not_upgraded(self):
        self.loop("l")
        for flags in ((), ("--dry-run",)):
            self.assertEqual(self.told("db", "upgrade", *flags), {"from": 1, "to": 1, "done": False})
        self.assertIn("nothing to do", self.ok("db", "upgrade").stdout)

    def mounted(self, options):
        """A file system of its own, in memory."""
        place = self.folder / "mounted"
        place.mkdir()
        mount = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", place]
        if os.geteuid() != 0 or subprocess.run(mount, check=False).returncode != 0:
            self.skipTest("may not mount a file system")
        self.addCleanup(subprocess.run, ["umount", place], check=True)
        return place

    def test_a_full_disk_takes_no_backup(self):
        self.fill()
        small = self.mounted("size=512k")
        self.whole_error(1, "store_full", "db", "backup", str(small / "backup"))
        self.assertEqual(list(small.iterdir()), [])
        self.assertEqual(self.told("db", "verify")["damages"], [])

    def test_a_disk_that_is_read_only_takes_none_either(self):
        self.loop("l")
        self.whole_error(77, "unauthorized", "db", "backup", str(self.mounted("ro") / "backup"))

    def test_progress_is_nothing_where_nobody_looks(self):
        self.loop("l")
        self.assertEqual(self.ok("db", "verify").stderr, "")
        self.assertEqual(self.ok("db", "backup", self.backup()).stderr, "")
