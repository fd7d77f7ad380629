# SPDX-License-Identifier: Apache-2.0
"""`tools/dev services` with a real server: Redis, which starts soonest. The fixtures of ctest start the others."""

import os
import re
import signal
import socket
import subprocess
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


class Services(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.addCleanup(self.run_verb, "down")

    def run_verb(self, *arguments, **environment):
        return subprocess.run([ROOT / "tools/dev", "services", *arguments], capture_output=True, text=True, check=False,
                              env={**os.environ, "DASHFLOW_SERVICES": str(self.folder), **environment})

    def succeed(self, *arguments):
        done = self.run_verb(*arguments)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def account(self):
        return dict(line.split("=", 1) for line in (self.folder / "redis.env").read_text().splitlines())

    def pid(self):
        return int((Path(self.account()["FOLDER"]) / "pid").read_text())

    def ping(self):
        return self.ask("PING")

    def ask(self, question):
        account = self.account()
        with socket.create_connection((account["HOST"], int(account["PORT"])), timeout=10) as server:
            server.sendall(f"AUTH {account['PASSWORD']}\r\n{question}\r\n".encode())
            answer = b""
            while answer.count(b"\r\n") < 2 + answer.count(b"$"):
                answer += server.recv(100)
        return answer

    def test_starts_a_server_that_lets_in_who_reads_the_file_and_stops_it(self):
        self.assertIn("redis: down", self.succeed("status", "redis"))
        self.assertRegex(self.succeed("up", "redis"), r"(?m)^redis: up, 127\.0\.0\.1:\d+, pid \d+")
        self.assertEqual(self.ping(), b"+OK\r\n+PONG\r\n")
        self.assertEqual((self.folder / "redis.env").stat().st_mode & 0o777, 0o600)
        data, pid = Path(self.account()["FOLDER"]), self.pid()
        self.assertIn("redis: down", self.succeed("down", "redis"))
        self.assertFalse(Path(f"/proc/{pid}").exists())
        self.assertFalse(data.exists())
        self.assertEqual(list(self.folder.glob("*.env")), [])
        self.succeed("down", "redis")

    def test_leaves_a_server_that_answers_alone_and_replaces_one_that_died(self):
        self.succeed("up", "redis")
        first = self.pid()
        self.succeed("up", "redis")
        self.assertEqual(self.pid(), first)
        os.kill(first, signal.SIGKILL)
        self.assertIn("redis: down", self.succeed("status", "redis"))
        self.succeed("up", "redis")
        self.assertNotEqual(self.pid(), first)
        self.assertEqual(self.ping(), b"+OK\r\n+PONG\r\n")

    def test_a_server_that_was_killed_goes_on_with_what_it_kept(self):
        self.succeed("up", "redis")
        before = self.account(), self.pid()
        self.ask("SET kept yes")
        self.assertIn("redis: killed", self.succeed("kill", "redis"))
        self.assertIn("redis: down", self.succeed("status", "redis"))
        self.succeed("start", "redis")
        self.assertEqual(self.account(), before[0])
        self.assertNotEqual(self.pid(), before[1])
        self.assertIn(b"yes", self.ask("GET kept"))

    @unittest.skipUnless(os.geteuid() == 0, "only root gives its rights away")
    def test_gives_a_server_no_rights_of_root(self):
        self.succeed("up", "redis")
        self.assertNotEqual(Path(f"/proc/{self.pid()}").stat().st_uid, 0)

    def test_a_server_that_is_not_installed_is_an_error(self):
        (self.folder / "bin").mkdir()
        for program in ("bash", "dirname", "env", "mkdir", "sed", "cat", "nproc", "mktemp", "rm"):
            (self.folder / "bin" / program).symlink_to(f"/usr/bin/{program}")
        done = self.run_verb("up", "redis", PATH=str(self.folder / "bin"))
        self.assertNotEqual(done.returncode, 0)
        self.assertIn("redis-server is missing", done.stderr)

    def test_a_server_that_does_not_start_says_why_and_leaves_nothing(self):
        (self.folder / "bin").mkdir()
        (self.folder / "bin/redis-server").write_text("#!/bin/sh\necho it is broken\nexit 1\n")
        (self.folder / "bin/redis-server").chmod(0o755)
        for folder in (self.folder, self.folder / "bin"):
            folder.chmod(0o755)
        done = self.run_verb("up", "redis", PATH=f"{self.folder / 'bin'}:{os.environ['PATH']}", TMPDIR=str(self.folder))
        self.assertNotEqual(done.returncode, 0)
        self.assertEqual(done.stderr.count("it is broken"), 3, done.stderr)
        self.assertEqual(list(self.folder.glob("dashflow-*")), [])

    def test_refuses_what_it_does_not_know(self):
        for arguments in ((), ("sideways",), ("up", "oracle"), ("up", "../redis")):
            self.assertEqual(self.run_verb(*arguments).returncode, 2, arguments)

    def test_its_help_names_every_service(self):
        text = subprocess.run([ROOT / "tools/dev", "services", "--help"], capture_output=True, text=True,
                              check=True).stdout
        for file in (ROOT / "tools/services").glob("*.sh"):
            self.assertIsNotNone(re.search(rf"\b{file.stem}\b", text), file.stem)


if __name__ == "__main__":
    unittest.main()
