# SPDX-License-Identifier: Apache-2.0
"""Plugins that are replaced under waiting threads: which versions go on, which are refused, what is said."""

import json
import os
import pathlib
import signal
import subprocess
import time
import unittest

from host import HostTest

AGED = pathlib.Path(os.environ["DASHFLOW_AGED"])
ASK = """
dashflow: 1
name: {name}
state: {{log: {{reduce: append}}}}
nodes:
  first: {{type: aged.tell}}
  ask: {{type: aged.ask}}
edges: [START -> first -> ask]
"""
OUTER = """
dashflow: 1
name: outer
state: {log: {type: array, default: []}}
nodes:
  review: {workflow: inner.yaml}
edges: [START -> review]
"""
STUCK = """
dashflow: 1
name: stuck
state: {log: {reduce: append}}
nodes:
  first: {type: aged.tell}
  wait: {type: core.delay, with: {duration: 1h}}
edges: [START -> first -> wait]
"""


class TypeVersions(HostTest):
    def on(self, version, *arguments):
        return self.dashflow(*arguments, "--plugin-path", AGED / f"aged-{version}")

    def waiting(self, text=ASK.format(name="ask")):
        self.assertEqual(self.on("1.4.0", "run", self.workflow(text), "--thread", "t").returncode, 6)

    def show(self):
        return json.loads(self.ok("threads", "show", "t", "--json").stdout)

    def answer(self, version):
        return self.on(version, "resume", "t", "--answer", '"yes"', "--json")

    def log(self, done):
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        return self.state("t")["log"]

    def refused(self, version, *arguments):
        done = self.on(version, *arguments, "--json")
        self.assertEqual(done.returncode, 4, done.stdout + done.stderr)
        return json.loads(done.stdout.splitlines()[-1])["error"]

    def test_a_thread_shows_them(self):
        self.waiting()
        self.assertEqual(self.show()["node_types"], {"aged.ask": "1.4.0", "aged.tell": "1.4.0"})

    def test_a_minor_version_goes_on_and_is_noted(self):
        self.waiting()
        self.assertEqual(self.log(self.answer("1.5.0")), ["1.4.0", "1.5.0:yes"])
        self.assertEqual(self.show()["node_types"], {"aged.ask": "1.5.0", "aged.tell": "1.4.0"})

    def test_a_major_version_is_refused_until_the_old_one_is_back(self):
        self.waiting()
        error = self.refused("2.0.0", "resume", "t", "--answer", '"yes"')
        self.assertEqual(error["code"], "node_type_changed")
        for part in ("aged.", "1.4.0", "2.0.0"):
            self.assertIn(part, error["message"])
        self.assertIn(str(AGED / "aged-2.0.0/aged.so"), error["cause"])
        self.assertIn("version 1.x of the plugin 'aged'", error["fix"])
        self.assertEqual(self.show()["status"], "waiting")
        self.assertEqual(self.log(self.answer("1.4.0")), ["1.4.0", "1.4.0:yes"])

    def test_a_major_version_that_migrates_goes_on(self):
        self.waiting()
        self.assertEqual(self.log(self.answer("2.1.0")), ["1.4.0", "2.1.0:yes"])
        self.assertEqual(self.show()["node_types"]["aged.ask"], "2.1.0")

    def test_a_new_input_begins_anew(self):
        self.waiting()
        self.assertEqual(self.on("2.0.0", "run", "w.yaml", "--thread", "t").returncode, 6)
        self.assertEqual(self.show()["node_types"], {"aged.ask": "2.0.0", "aged.tell": "2.0.0"})

    def test_inside_a_subworkflow(self):
        self.workflow(ASK.format(name="inner"), "inner.yaml")
        self.waiting(OUTER)
        inner = self.show()["subworkflows"]
        self.assertEqual([call["node_types"] for call in inner], [{"aged.ask": "1.4.0", "aged.tell": "1.4.0"}])
        self.assertEqual(self.refused("2.0.0", "resume", "t", "--answer", '"yes"')["code"], "node_type_changed")
        self.assertEqual(self.show()["status"], "waiting")
        self.assertEqual(self.log(self.answer("2.1.0")), ["1.4.0", "2.1.0:yes"])

    def test_a_changed_definition_does_not_get_around_it(self):
        self.waiting()
        self.workflow(ASK.format(name="ask").replace("first", "begin") + "migrate: [{from: '*', rename: {first: begin}}]\n")
        version = self.show()["version"]
        self.assertEqual(self.refused("2.0.0", "resume", "t", "--answer", '"yes"')["code"], "node_type_changed")
        self.assertEqual(self.show()["version"], version)

    def test_a_killed_host_leaves_them(self):
        command = self.command("run", self.workflow(STUCK), "--thread", "t", "--plugin-path", AGED / "aged-1.4.0")
        run = subprocess.Popen(command, cwd=self.folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.addCleanup(run.wait)
        self.addCleanup(run.kill)
        while self.dashflow("threads", "show", "t", "--json").returncode != 0 or self.show()["next"] != ["wait"]:
            self.assertIsNone(run.poll())
            time.sleep(0.05)
        run.send_signal(signal.SIGKILL)
        run.wait()
        self.assertEqual(self.show()["node_types"]["aged.tell"], "1.4.0")
        self.assertEqual(self.refused("2.0.0", "resume", "t")["code"], "node_type_changed")


if __name__ == "__main__":
    unittest.main()
