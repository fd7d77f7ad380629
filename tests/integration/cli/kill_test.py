# SPDX-License-Identifier: Apache-2.0
"""SIGKILL at every failpoint: what was committed stays, nothing happens twice, the end is the same."""

import collections
import json
import os
import signal
import subprocess
import unittest

from host import DASHFLOW, HostTest, WORKFLOWS

DIGEST = WORKFLOWS / "digest.yaml"
# Siblings that end one after the other: what has ended is stored while the last still runs.
SIBLINGS = """
dashflow: 1
name: siblings
nodes:
  a: {type: core.delay, with: {duration: 10ms}}
  b: {type: core.delay, with: {duration: 150ms}}
  c: {type: core.delay, with: {duration: 300ms}}
edges: [START -> a & b & c]
"""
LARGE = """
dashflow: 1
name: large
state: {text: {type: string}, n: {type: integer, default: 0}}
nodes: {count: {type: core.set, with: {values: {n: {cel: n + 1}}}}}
edges: [START -> count]
"""
# Commands that care for a thread, by the failpoints in them.
CARE = {"copy": ("copy", "{}", "--to", "{}-copy"), "delete": ("delete", "{}"), "prune": ("prune", "{}", "--keep", "2")}


class Kills(HostTest):
    def setUp(self):
        super().setUp()
        self.folder_of_files = self.files(300, words=200)
        expected = sorted(str(path) for path in self.folder_of_files.iterdir())
        self.expected = expected

    def start(self, thread, env=None):
        command = ("run", DIGEST, "--input", json.dumps({"folder": str(self.folder_of_files)}), "--param", f"out={self.folder}",
                   "--yes", "--thread", thread, "--quiet")
        return subprocess.Popen(self.command(*command), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd=self.folder,
                                env={**os.environ, **(env or {})})

    def resume(self, thread, env=None):
        return subprocess.Popen(self.command("resume", thread, "--yes", "--quiet"), stdout=subprocess.DEVNULL,
                                stderr=subprocess.PIPE, cwd=self.folder, env={**os.environ, **(env or {})})

    def exists(self, thread):
        return self.dashflow("threads", "show", thread).returncode == 0

    def check_end(self, thread):
        state = self.state(thread)
        self.assertEqual([digest["path"] for digest in state["digests"]], self.expected)
        self.assertEqual(state["words"], 202 * len(self.expected))
        report = json.loads((self.folder / "digest.json").read_text())
        self.assertEqual(len(report["items"]), len(self.expected))

    def finish(self, thread):
        process = self.resume(thread) if self.exists(thread) else self.start(thread)
        errors = process.stderr.read().decode()
        self.assertEqual(process.wait(), 0, errors)
        self.check_end(thread)

    def kill_care(self, point, command, thread, kill):
        """Care of a thread that was cut off has changed nothing, and the same command completes it."""
        self.ok("run", WORKFLOWS / "loop.yaml", "--thread", thread, "--quiet")
        before = self.ok("threads", "history", thread, "--json").stdout
        command = [part.format(thread) for part in command]
        killed = self.dashflow("threads", *command, env=kill)
        self.assertEqual(self.ok("threads", "history", thread, "--json").stdout, before)
        self.assertEqual(self.exists(thread + "-copy"), False)
        self.ok("threads", *command)
        self.assertEqual(self.exists(thread), not point.startswith("delete"))
        return killed.returncode == -signal.SIGKILL

    def kill_move(self, thread, kill):
        """A move that was cut off has changed nothing, and the same command completes it."""
        self.assertEqual(self.dashflow("run", WORKFLOWS / "parts/refund.yaml", "--input", '{"amount": 5}', "--thread", thread).returncode, 6)
        before = self.ok("threads", "history", thread, "--json").stdout
        command = ("resume", thread, "--workflow", WORKFLOWS / "migrate.yaml", "--answer", "true")
        killed = self.dashflow(*command, env=kill)
        self.assertEqual(self.ok("threads", "history", thread, "--json").stdout, before)
        self.assertIn("refunded 5 EUR, booked", self.ok(*command).stdout)
        return killed.returncode == -signal.SIGKILL

    def kill_migration(self, thread, kill):
        """A copy of a store that was cut off is known as such, and the same command completes it."""
        self.ok("run", WORKFLOWS / "loop.yaml", "--thread", thread, "--quiet")
        source, target = self.store, f"sqlite:{self.folder / 'copy.db'}"
        command = ("db", "migrate", "--from", source, "--to", target)
        before = self.ok("threads", "history", thread, "--json").stdout
        killed = self.dashflow(*command, env=kill)
        self.store = target
        self.error(1, "store_incomplete", "threads", "list")
        self.ok(*command)
        self.assertEqual(self.ok("threads", "history", thread, "--json").stdout, before)
        self.store = source
        return killed.returncode == -signal.SIGKILL

    def kill_collection(self, thread, kill):
        """A collection of blobs that was cut off has erased nothing that is named, and the same command completes it."""
        large = self.folder / "large.json"
        large.write_text(json.dumps({"text": os.urandom(1_500_000).hex()}))
        self.ok("run", self.workflow(LARGE, "large.yaml"), "--input", f"@{large}", "--thread", thread, "--quiet")
        at_once = {"DASHFLOW__RETENTION__FINISHED": "1ms"}
        killed = self.dashflow("threads", "prune", "--retention", env={**kill, **at_once})
        self.assertFalse(self.exists(thread))
        self.ok("db", "verify")
        self.ok("threads", "prune", "--retention", env=at_once)
        return killed.returncode == -signal.SIGKILL

    def test_every_failpoint(self):
        points = subprocess.run([f"{DASHFLOW}-failpoints", "--list"], capture_output=True, text=True, check=True).stdout.split()
        self.assertGreater(len(points), 4)
        kills = collections.Counter()
        for point in points:
            with self.subTest(point):
                thread = "t-" + point
                kill = {"DASHFLOW_FAILPOINT": f"{point}=kill"}
                if point.startswith(tuple(CARE)):
                    kills[point] += self.kill_care(point, CARE[point.split(".")[0]], thread, kill)
                    continue
                if point.startswith("migrate"):
                    kills[point] += self.kill_migration(thread, kill)
                    continue
                if point.startswith("collect"):
                    kills[point] += self.kill_collection(thread, kill)
                    continue
                if point.startswith("move"):
                    kills[point] += self.kill_move(thread, kill)
                    continue
                if point.startswith("takeover"):
                    first = self.start(thread, {"DASHFLOW_FAILPOINT": "step.after_commit=kill"})
                    first.communicate()
                    process = self.resume(thread, kill)
                elif point.startswith("suspend"):
                    process = subprocess.Popen(
                        self.command("run", WORKFLOWS / "approval.yaml", "--input", '{"amount": 500}', "--thread", thread),
                        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd=self.folder, env={**os.environ, **kill})
                elif point.startswith("on_failure"):
                    process = subprocess.Popen(self.command("run", WORKFLOWS / "saga.yaml", "--thread", thread),
                                               stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd=self.folder,
                                               env={**os.environ, **kill})
                elif point.startswith("progress"):
                    process = subprocess.Popen(self.command("run", self.workflow(SIBLINGS), "--thread", thread),
                                               stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd=self.folder,
                                               env={**os.environ, **kill})
                else:
                    process = self.start(thread, kill)
                process.communicate()
                kills[point] += process.returncode == -signal.SIGKILL
                if point.startswith("suspend"):
                    self.assertEqual(self.dashflow("resume", thread).returncode, 6)
                    self.ok("resume", thread, "--answer", "true")
                elif point.startswith("on_failure"):
                    self.assertEqual(self.dashflow("resume", thread).returncode, 1)
                    self.assertEqual(len(self.state(thread)["done"]), 3)
                elif point.startswith("progress"):
                    self.assertEqual(json.loads(self.ok("resume", thread, "--json").stdout.splitlines()[-1])["status"], "done")
                else:
                    self.finish(thread)
        print("kills:", dict(kills))
        self.assertEqual([point for point in points if kills[point] == 0], [])


if __name__ == "__main__":
    unittest.main()
