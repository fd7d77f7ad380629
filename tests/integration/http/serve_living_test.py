# SPDX-License-Identifier: Apache-2.0
"""Commands about a host that lives: they find it beside the store, or by its address."""

import json
import os
import signal
import unittest

from remote_host import QUICK, RemoteTest


class Detached(RemoteTest):
    def test_a_run_is_left_to_the_host(self):
        self.serving()
        for run in (self.remote_lines, self.lines):
            with self.subTest(run):
                (started,) = run("run", "work", "--detach")
                self.until(lambda: "work" in self.next_of(started["thread"]), "it never came to its node")
                self.touch("go")
                waited = self.remote_lines("wait", started["run"])[0]
                self.assertEqual((waited["status"], waited["thread"]), ("done", started["thread"]))
                (self.folder / "go").unlink()

    def test_it_needs_a_host(self):
        self.error(69, "no_host", "run", self.folder / "quick.yaml", "--detach")
        self.error(69, "no_host", "drain")
        self.error(69, "no_host", "config", "reload")

    def test_what_cannot_begin_is_told_at_once(self):
        self.serving()
        self.remote_lines("run", "work", "--detach", "--thread", "t")
        self.remote_error(4, "thread_busy", "run", "work", "--detach", "--thread", "t")


class Drained(RemoteTest):
    def test_a_host_is_emptied(self):
        host = self.serving()
        self.assertEqual(self.get("/readyz").status, 200)
        (started,) = self.remote_lines("run", "work", "--detach")
        self.until(lambda: "work" in self.next_of(started["thread"]), "it never came to its node")
        self.remote_error(5, "drain_timeout", "drain", "--timeout", "100ms")
        ready = self.get("/readyz")
        self.assertEqual((ready.status, list(ready.json()["trouble"])), (503, ["host"]))
        self.remote_error(69, "draining", "run", "quick")
        refused = self.ask("POST", "/runs/wait", {"assistant_id": "quick", "input": {}})
        self.assertEqual((refused.status, refused.code()), (503, "draining"))
        self.touch("go")
        self.assertEqual(self.remote_lines("drain"), [{"drained": True}])
        shown = self.remote_lines("threads", "show", started["thread"])[0]
        self.assertEqual((shown["status"], shown["next"]), ("cancelled", ["more"]))
        self.terminate(host)
        self.assertEqual(self.lines("resume", started["thread"])[-1]["output"], {"n": 2})

    def test_at_the_socket_of_the_configuration(self):
        self.configure(f"store: memory\nserver: {{socket: {self.folder}/s.sock}}")
        self.store = "memory"
        host = self.serving()
        self.assertIn("the host is empty", self.ok("drain").stdout)
        self.terminate(host)
        self.error(69, "server_unreachable", "drain")

    def test_by_a_command_beside_the_store(self):
        host = self.serving()
        self.assertIn("the host is empty", self.ok("drain").stdout)
        self.terminate(host)


class Reloaded(RemoteTest):
    def reload(self):
        return self.remote_lines("config", "reload")[0]

    def test_what_has_changed_is_said(self):
        self.serving()
        self.assertEqual((self.reload()["changed"], self.reload()["at_restart"]), ([], []))
        (self.folder / "more.yaml").write_text(QUICK.replace("n + 1", "n + 5"))
        self.configure(f"workflows: {{quick: {self.folder}/more.yaml}}\nworkers: 3")
        self.assertEqual(json.loads(self.remote("run", "quick").stdout)["n"], 1)
        told = self.reload()
        self.assertIn("workflows.quick", told["changed"])
        self.assertIn("workflows.work", told["changed"])
        self.assertEqual(told["at_restart"], ["workers"])
        self.assertEqual(json.loads(self.remote("run", "quick").stdout)["n"], 5)
        answer = self.ask("POST", "/runs/wait", {"assistant_id": "quick", "input": {}})
        self.assertEqual(answer.json()["n"], 5)
        self.remote_error(3, "file_not_found", "run", "work")

    def test_with_a_mistake_the_old_holds_on(self):
        self.serving()
        self.configure("workflows: [")
        self.assertNotEqual(self.dashflow("config", "check").returncode, 0)
        self.remote("config", "reload", status=78)
        self.remote("run", "quick")
        self.configure(f"workflows: {{quick: {self.folder}/absent.yaml}}")
        self.remote("config", "reload", status=3)

    def test_by_a_signal(self):
        host = self.serving("--verbose")
        self.configure(f"workflows: {{other: {self.folder}/quick.yaml}}")
        os.kill(host.pid, signal.SIGHUP)
        log = self.folder / "log"
        self.until(lambda: "workflows.other" in log.read_text(), "it never read again")
        self.remote("run", "other")
        self.terminate(host)

    def test_a_certificate_elsewhere_is_taken(self):
        self.certificate("first")
        self.configure(f"server: {{certificate: {self.folder}/cert.pem, certificate_key: {self.folder}/key.pem}}")
        self.serving()
        trust = {"DASHFLOW__CLIENT__AUTHORITIES": f"{self.folder}/trusted.pem"}
        (self.folder / "trusted.pem").write_bytes((self.folder / "cert.pem").read_bytes())
        for name in ("cert", "key"):
            (self.folder / f"{name}.pem").rename(self.folder / f"old-{name}.pem")
        self.certificate("second")
        for name in ("cert", "key"):
            (self.folder / f"{name}.pem").rename(self.folder / f"new-{name}.pem")
            (self.folder / f"old-{name}.pem").rename(self.folder / f"{name}.pem")
        self.configure(f"server: {{certificate: {self.folder}/new-cert.pem, certificate_key: {self.folder}/new-key.pem}}")
        (told,) = self.remote_lines("config", "reload", env=trust)
        self.assertEqual(told["changed"], ["server.certificate", "server.certificate_key"])
        self.remote_error(69, "server_unreachable", "threads", "list", env=trust)
        trust = {"DASHFLOW__CLIENT__AUTHORITIES": f"{self.folder}/new-cert.pem"}
        self.remote("threads", "list", env=trust)


if __name__ == "__main__":
    unittest.main()
