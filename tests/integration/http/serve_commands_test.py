# SPDX-License-Identifier: Apache-2.0
"""Commands that a host runs for a client elsewhere: the same output, the same exit status."""

import json
import signal
import socket
import subprocess
import threading
import unittest

from remote_host import RemoteTest


class Runs(RemoteTest):
    def setUp(self):
        super().setUp()
        self.host = self.serving()

    def test_a_run_is_told_while_it_goes(self):
        command = self.begin("run", "work", "--thread", "t")
        begun = self.events(command, "step.started")
        self.assertEqual((begun[0]["event"], begun[0]["thread"]), ("run.started", "t"))
        self.until(lambda: "work" in self.next_of("t"), "it never came to its node")
        self.touch("go")
        ended = self.events(command, "run.finished")
        self.assertEqual((ended[-1]["status"], ended[-1]["output"]), ("done", {"n": 2}))
        self.assertEqual(command.wait(timeout=20), 0)

    def test_the_output_is_that_of_a_command_here(self):
        here = self.ok("run", "quick", "--thread", "here")
        there = self.remote("run", "quick", "--thread", "there")
        self.assertEqual(json.loads(there.stdout), {"n": 1, "list": []})
        self.assertEqual(there.stdout, here.stdout)
        self.assertEqual(there.stderr.replace("there", "here").splitlines(), here.stderr.splitlines()[1:])
        self.assertEqual(self.remote("threads", "state", "here").stdout, self.remote("threads", "state", "there").stdout)

    def test_the_exit_status_is_that_of_a_command_here(self):
        self.remote("run", "approval", "--input", '{"amount": 500}', "--thread", "asks", status=6)
        self.remote("resume", "asks", "--answer", "true")
        failed = self.remote("run", "failing", status=1)
        self.assertIn("error[out_of_luck]: no luck", failed.stderr)
        self.remote_error(3, "thread_not_found", "threads", "show", "nobody")
        self.remote_error(4, "run_finished", "cancel", "asks")
        self.remote_error(2, "usage", "run", "quick", "--params", "x=1")

    def test_questions_are_shown(self):
        self.remote("run", "approval", "--input", '{"amount": 500}', "--thread", "asks", status=6)
        self.assertIn("asks", self.remote("approve", status=6).stdout)

    def test_input_is_the_clients(self):
        (self.elsewhere / "input.json").write_text('{"list": "from a file"}')
        for name, text in (("@input.json", None), ("-", '{"list": "from a pipe"}')):
            for words in (("--input", name), (f"--input={name}",)):
                done = self.remote("run", "quick", *words, input=text)
                self.assertIn("from a", json.loads(done.stdout)["list"][0])
        self.remote_error(3, "file_not_found", "run", "quick", "--input", "@absent.json")

    def test_no_file_of_the_host_is_read(self):
        (self.folder / "secret.json").write_text('{"list": "secret"}')
        words = ["run", "quick", "--json", "--input", f"@{self.folder}/secret.json"]
        version = self.get("/info").json()["version"]
        answer = self.ask("POST", "/dashflow/commands", {"version": version, "arguments": words})
        lines = [json.loads(line) for line in answer.body.splitlines() if line]
        self.assertEqual(lines[-1], {"exit": 2}, lines)
        refused = self.remote_error(3, "file_not_found", "run", self.folder / "quick.yaml")
        self.assertIn("names in its configuration", refused["cause"])

    def test_an_interrupt_cancels_the_run(self):
        command = self.begin("run", "slow", "--thread", "t")
        self.until_waits("t")
        command.send_signal(signal.SIGINT)
        self.assertEqual(self.events(command, "run.finished")[-1]["status"], "cancelled")
        self.assertEqual(command.wait(timeout=20), 130)

    def test_a_client_that_is_killed_has_interrupted_its_command(self):
        command = self.begin("run", "slow", "--thread", "t")
        self.until_waits("t")
        command.kill()
        self.assertEqual(self.dashflow("wait", "t", "--timeout", "20s").returncode, 130)

    def test_a_run_is_waited_for_and_cancelled(self):
        command = self.begin("run", "slow", "--thread", "t")
        run = self.until_waits("t")
        waits = self.begin("wait", "t")
        self.remote_error(5, "wait_timeout", "wait", "t", "--timeout", "100ms")
        self.assertEqual(self.remote_lines("cancel", run), [{"run": run, "thread": "t", "status": "cancelled"}])
        self.assertEqual((command.wait(timeout=20), waits.wait(timeout=20)), (130, 130))

    def test_who_waits_may_leave(self):
        self.begin("run", "slow", "--thread", "t")
        self.until_waits("t")
        waits = self.begin("wait", "t")
        self.assertEqual(self.status("t"), "running")
        waits.send_signal(signal.SIGINT)
        self.assertEqual(waits.wait(timeout=20), 130)
        self.assertEqual(self.status("t"), "running")

    def test_a_host_that_ends_lets_nobody_wait(self):
        command = self.begin("run", "slow", "--thread", "t")
        self.until_waits("t")
        self.host.terminate()
        self.assertEqual(self.events(command, "run.finished")[-1]["status"], "cancelled")
        self.assertEqual(command.wait(timeout=30), 130)
        self.host.wait(timeout=30)

    def test_a_host_that_is_killed_is_told(self):
        command = self.begin("run", "slow", "--thread", "t")
        self.until_waits("t")
        self.host.kill()
        self.assertEqual(command.wait(timeout=20), 69)
        self.assertIn('"server_lost"', command.stdout.read())


class Things(RemoteTest):
    def setUp(self):
        super().setUp()
        self.serving()
        for thread in ("one", "two"):
            self.remote("run", "quick", "--thread", thread)

    def test_threads_are_looked_at(self):
        self.assertEqual([line["thread"] for line in self.remote_lines("threads", "list")], ["two", "one"])
        self.assertEqual(self.remote_lines("threads", "show", "one")[0]["status"], "done")
        self.assertEqual(self.remote_lines("eval", "n + 1", "--thread", "one"), [2])
        self.assertEqual(len(self.remote_lines("threads", "history", "one", "--limit", "1")), 1)
        runs = self.remote_lines("runs", "list")
        self.assertEqual(self.remote_lines("runs", "show", runs[0]["run"])[0]["thread"], "two")

    def test_threads_are_changed(self):
        self.remote("threads", "update", "one", "--values", '{"n": 7}')
        self.assertEqual(self.state("one")["n"], 7)
        self.assertEqual(self.remote("threads", "copy", "one", "--to", "copy").stdout, "copy\n")
        self.remote("threads", "prune", "copy", "--keep", "1")
        self.remote("threads", "delete", "one")
        self.assertEqual(sorted(line["thread"] for line in self.remote_lines("threads", "list")), ["copy", "two"])

    def test_large_values_come_whole(self):
        text = "größer" * 500_000
        values = self.elsewhere / "values.json"
        values.write_text(json.dumps({"text": text}))
        self.remote("threads", "update", "one", "--values", f"@{values}")
        self.assertEqual(self.remote_lines("threads", "state", "one")[0]["text"], text)

    def test_the_host_is_looked_at(self):
        self.assertIn("workflows.quick", self.remote("config", "show").stdout)
        self.assertEqual(self.remote_lines("db", "status")[0]["threads"]["done"], 2)
        self.assertIn("core", self.remote("plugin", "list").stdout)

    def test_what_stays_here_says_so(self):
        for words in (("workflow", "init", "x"), ("serve",), ("db", "backup", "x.db")):
            refused = self.remote_error(2, "usage", *words)
            self.assertIn("--server", refused["fix"])


class Keys(RemoteTest):
    settings = "auth: {keys: true}\n"

    def key(self, *scopes):
        made = self.ok("key", "create", "-".join(scopes), "--scope", ",".join(scopes), "--json")
        return json.loads(made.stdout)["text"]

    def test_a_key_is_asked_for(self):
        self.serving()
        self.remote_error(77, "unauthenticated", "threads", "list")
        self.remote_error(77, "forbidden", "threads", "list", env={"DASHFLOW_API_KEY": self.key("read", "run")})
        admin = self.key("admin")
        self.remote("threads", "list", env={"DASHFLOW_API_KEY": admin})
        (self.elsewhere / "key").write_text(admin)
        (self.elsewhere / ".dashflow").mkdir()
        (self.elsewhere / ".dashflow/config.yaml").write_text(
            'client: {server: "%s", api_key: "${file:%s}"}' % (self.url, self.elsewhere / "key"))
        named = subprocess.run([self.program, "threads", "list"], check=False, capture_output=True, timeout=60, **self.options())
        self.assertEqual(named.returncode, 0, named.stderr)
        self.remote("key", "revoke", "admin")
        self.remote_error(77, "unauthenticated", "threads", "list")


class Addresses(RemoteTest):
    def test_nobody_is_there(self):
        with socket.socket() as closed:
            closed.bind(("127.0.0.1", 0))
            gone = f"http://127.0.0.1:{closed.getsockname()[1]}"
            error = self.remote_error(69, "server_unreachable", "threads", "list", server=gone)
        self.assertEqual(error["resource"], gone)
        self.remote_error(69, "server_unreachable", "threads", "list", server=f"unix:{self.folder}/absent.sock")
        for nonsense in ("ftp://x", "http://", "http://me:secret@x", "http://x:port", "unix:", "127.0.0.1:2024"):
            error = self.remote_error(2, "usage", "threads", "list", server=nonsense)
            self.assertNotIn("secret", json.dumps(error))

    def test_a_unix_socket_needs_no_key(self):
        self.configure(f"auth: {{keys: true}}\nserver: {{socket: {self.folder}/s.sock}}")
        self.serving()
        self.remote_error(77, "unauthenticated", "threads", "list")
        self.remote("threads", "list", server=f"unix:{self.folder}/s.sock")

    def test_a_server_with_tls_shows_who_it_is(self):
        self.certificate("flow.example")
        self.configure(f"server: {{certificate: {self.folder}/cert.pem, certificate_key: {self.folder}/key.pem}}")
        self.serving()
        self.assertTrue(self.url.startswith("https://"))
        untrusted = self.remote_error(69, "server_unreachable", "threads", "list")
        self.assertIn("certificate", untrusted["cause"])
        trust = {"DASHFLOW__CLIENT__AUTHORITIES": f"{self.folder}/cert.pem"}
        self.remote("threads", "list", env=trust)
        wrong_name = self.url.replace("127.0.0.1", "localhost")
        self.remote_error(69, "server_unreachable", "threads", "list", server=wrong_name, env=trust)

    def test_somebody_else_is_there(self):
        for said in (b"HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nhello", b"HTTP/1.1 404 Not Found\r\ncontent-length: 2\r\n\r\n{}"):
            with socket.create_server(("127.0.0.1", 0)) as other:
                thread = threading.Thread(target=self.answer, args=(other, said))
                thread.start()
                address = f"http://127.0.0.1:{other.getsockname()[1]}"
                self.remote_error(69, "server_strange", "threads", "list", server=address)
                thread.join()

    def answer(self, other, said):
        client, _ = other.accept()
        with client:
            client.recv(65536)
            client.sendall(said)

    def test_of_another_release_is_refused(self):
        self.serving()
        refused = self.ask("POST", "/dashflow/commands", {"version": "0.0.1", "arguments": ["threads", "list"]})
        self.assertEqual((refused.status, refused.code()), (409, "version_differs"))
        for nonsense in ({}, {"version": 1, "arguments": []}, {"version": "1", "arguments": [1]}, {"version": "1", "arguments": [], "x": 1}):
            self.assertEqual(self.ask("POST", "/dashflow/commands", nonsense).code(), "request_invalid")

    def test_a_command_that_is_over_takes_no_signal(self):
        self.serving()
        path = "/dashflow/commands/01939b2e-7c4a-7000-8000-000000000000/signals"
        self.assertEqual(self.ask("POST", path, {"signal": "interrupt"}).status, 404)


if __name__ == "__main__":
    unittest.main()
