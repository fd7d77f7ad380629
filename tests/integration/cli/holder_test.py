# SPDX-License-Identifier: Apache-2.0
"""One process holds a store; the commands of others go to it."""

import json
import os
import signal
import socket
import stat
import subprocess
import time
import unittest

from host import WORKFLOWS
from run_host import RunsTest, SLOW

QUICK = """
dashflow: 1
name: quick
state: {n: {type: integer, default: 0}, list: {reduce: append}}
output: [n, list]
nodes: {count: {type: core.set, with: {values: {n: {cel: n + 1}}}}}
edges: [START -> count]
"""


class Holder(RunsTest):
    """A run of some seconds in a process of its own, which holds the store."""

    duration = "6s"

    def setUp(self):
        super().setUp()
        self.start()

    def start(self):
        self.host, self.run = self.slow("held", self.duration)
        self.socket = self.folder / "state.db.sock"

    def begin(self, *arguments, **options):
        """A command that goes to the holder, under way; the id of its thread is `guest`."""
        caller = subprocess.Popen(self.command(*arguments, "--thread", "guest"), stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                  text=True, cwd=self.folder, **options)
        self.addCleanup(caller.communicate)
        self.addCleanup(caller.kill)
        self.until_waits("guest")
        return caller

    def assert_held_run_ends_well(self):
        self.assertEqual(self.host.wait(timeout=60), 0)
        self.assertEqual(self.shown(self.run)["status"], "done")


class Commands(Holder):
    def test_a_second_run_is_the_holders(self):
        done = self.ok("run", self.workflow(QUICK), "--thread", "q")
        self.assertEqual(json.loads(done.stdout), {"n": 1, "list": []})
        self.assertIn(f"held by process {self.host.pid}, which runs the command", done.stderr)
        self.assertEqual(self.state("q")["n"], 1)
        self.assert_held_run_ends_well()

    def test_its_events_come_to_the_caller(self):
        lines = [json.loads(line) for line in self.ok("run", self.workflow(QUICK), "--json").stdout.splitlines()]
        self.assertEqual((lines[0]["event"], lines[-1]["event"], lines[-1]["status"]), ("run.started", "run.finished", "done"))

    def test_paths_and_input_are_the_callers(self):
        there = self.folder / "there"
        there.mkdir()
        (there / "quick.yaml").write_text(QUICK)
        (there / "input.json").write_text('{"list": "from a file"}')
        for name, text in (("@input.json", None), ("-", '{"list": "from a pipe"}')):
            done = subprocess.run(self.command("run", "quick.yaml", "--input", name), capture_output=True, text=True,
                                  timeout=60, cwd=there, input=text)
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertIn("from a", json.loads(done.stdout)["list"][0])

    def test_a_question_is_answered(self):
        self.waiting("asks")
        self.assertEqual(json.loads(self.ok("resume", "asks", "--answer", "true").stdout), {"done": "paid 500"})

    def test_threads_are_changed(self):
        self.ok("run", self.workflow(QUICK), "--thread", "q")
        self.ok("threads", "update", "q", "--values", '{"n": 7}')
        self.assertEqual(self.state("q")["n"], 7)
        self.assertEqual(self.ok("threads", "copy", "q", "--to", "copy").stdout, "copy\n")
        self.ok("threads", "delete", "q")
        self.assertEqual(sorted(each["thread"] for each in self.lines("threads", "list")), ["copy", "held"])

    def test_a_waiting_run_is_cancelled(self):
        self.waiting("asks")
        done = self.ok("cancel", "asks", "--json")
        self.assertEqual(json.loads(done.stdout)["status"], "cancelled")
        self.assert_held_run_ends_well()

    def test_errors_and_their_status_come_back(self):
        self.assertIn("held", self.error(4, "thread_busy", "resume", "held")["message"])
        self.error(3, "thread_not_found", "threads", "delete", "nobody")
        self.error(78, "unknown_node_type", "run", self.workflow(QUICK.replace("core.set", "core.sett")))

    def test_the_holder_waits_for_its_callers(self):
        caller = self.begin("run", self.workflow(SLOW % "8s", "longer.yaml"))
        self.assertEqual(caller.wait(timeout=60), 0)
        self.assert_held_run_ends_well()


class Ends(Holder):
    duration = "6s"

    def test_an_interrupt_cancels_the_callers_run_alone(self):
        caller = self.begin("run", self.workflow(SLOW % "60s", "longer.yaml"))
        caller.send_signal(signal.SIGINT)
        self.assertEqual(caller.wait(timeout=20), 130)
        self.assertEqual(self.shown("guest")["status"], "cancelled")
        self.assert_held_run_ends_well()

    def test_a_caller_that_is_killed_has_interrupted_its_command(self):
        caller = self.begin("run", self.workflow(SLOW % "60s", "longer.yaml"))
        caller.kill()
        self.assertEqual(self.dashflow("wait", "guest", "--timeout", "20s").returncode, 130)
        self.assert_held_run_ends_well()

    def test_another_run_of_the_holder_is_cancelled_alone(self):
        caller = self.begin("run", self.workflow(SLOW % "60s", "longer.yaml"))
        self.ok("cancel", "guest")
        self.assertEqual(caller.wait(timeout=20), 130)
        self.assert_held_run_ends_well()

    def test_an_interrupt_of_the_holder_ends_all(self):
        caller = self.begin("run", self.workflow(SLOW % "60s", "longer.yaml"))
        self.host.send_signal(signal.SIGINT)
        self.assertEqual(caller.wait(timeout=20), 130)
        self.assertEqual(self.host.wait(timeout=20), 130)
        self.assertEqual(self.shown("guest")["status"], "cancelled")

    def test_a_holder_that_is_killed_is_told(self):
        caller = self.begin("run", self.workflow(SLOW % "60s", "longer.yaml"))
        self.host.kill()
        self.assertEqual(caller.wait(timeout=20), 69)
        self.assertIn("error[holder_lost]", caller.communicate()[1])
        self.assertEqual(self.shown("guest")["status"], "unfinished")
        self.assertTrue(self.socket.exists())
        self.ok("run", self.workflow(QUICK))
        self.assertFalse(self.socket.exists())


class Socket(Holder):
    duration = "5s"

    def call(self, request):
        """What the holder answers to a frame."""
        with socket.socket(socket.AF_UNIX) as caller:
            caller.connect(str(self.socket))
            caller.sendall(len(request).to_bytes(4, "little") + request)
            caller.settimeout(20)
            return caller.recv(4096)[4:].decode()

    def test_is_its_users_alone_and_goes_with_the_holder(self):
        self.assertEqual(stat.S_IMODE(self.socket.stat().st_mode), 0o600)
        self.assert_held_run_ends_well()
        self.assertFalse(self.socket.exists())

    def test_of_another_release_is_refused(self):
        request = {"format": 1, "version": "0.0.1", "folder": "/", "arguments": ["run", "x"]}
        self.assertIn("0.0.1", json.loads(self.call(json.dumps(request).encode()))["refused"])

    def test_nonsense_is_refused_and_harms_nobody(self):
        for nonsense in (b"{", b"[]", b'{"format": 2}', b'{"format": 1, "folder": "x"}', b'{"format": 1, "folder": "/", "arguments": [1]}'):
            with self.subTest(nonsense):
                answer = self.call(nonsense)
                self.assertTrue(answer == "" or "refused" in json.loads(answer), answer)
        with socket.socket(socket.AF_UNIX) as caller:
            caller.connect(str(self.socket))
            caller.sendall(b"\xff\xff\xff\xff")
        self.assert_held_run_ends_well()

    def test_the_process_of_another_user_is_not_trusted(self):
        if os.geteuid() != 0:
            self.assertNotIn("CI", os.environ, "the test needs to become another user")
            self.skipTest("only root can become another user")
        self.assert_held_run_ends_well()
        options = self.as_another_user()
        for path in self.folder.iterdir():
            path.chmod(0o666)
        listen = "import socket, sys, time\ns = socket.socket(socket.AF_UNIX)\ns.bind(sys.argv[1])\ns.listen()\nprint(flush=True)\ntime.sleep(60)"
        with subprocess.Popen(["python3", "-c", listen, self.socket], stdout=subprocess.PIPE, **options) as stranger:
            stranger.stdout.readline()
            refused = self.error(77, "holder_refused", "run", self.workflow(QUICK))
            self.assertIn("another user", refused["cause"])
            stranger.kill()


class WithoutSocket(RunsTest):
    def test_a_name_that_is_taken_is_a_warning(self):
        (self.folder / "state.db.sock").mkdir()
        (self.folder / "state.db.sock" / "kept").touch()
        self.assertIn("warning[control_socket]", self.ok("run", WORKFLOWS / "loop.yaml").stderr)

    def test_a_path_of_any_length_has_one(self):
        folder = self.folder / ("long" * 30)
        folder.mkdir()
        self.store = f"file:{folder / 'store'}"
        self.slow("held", "6s")
        done = self.ok("run", self.workflow(QUICK))
        self.assertIn("which runs the command", done.stderr)


if __name__ == "__main__":
    unittest.main()
