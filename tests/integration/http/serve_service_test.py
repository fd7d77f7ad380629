# SPDX-License-Identifier: Apache-2.0
"""`serve` as a service: what it tells its manager, and the sockets that it is given."""

import os
import socket
import sys
import unittest

from http_host import HttpTest

# Becomes its arguments, with a descriptor of this process where systemd passes the first one.
ACTIVATE = """
import os, sys
os.dup2(int(sys.argv[1]), 3)
os.environ.update(LISTEN_FDS="1", LISTEN_PID=str(os.getpid()))
os.execv(sys.argv[2], sys.argv[2:])
"""


class Service(HttpTest):
    def manager(self):
        manager = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.addCleanup(manager.close)
        manager.settimeout(60)
        manager.bind(str(self.folder / "notify"))
        return manager

    def told_manager(self, manager, word):
        while True:
            lines = manager.recv(4096).decode().splitlines()
            if word in lines:
                return lines

    def test_it_tells_when_it_is_ready_alive_and_stopping(self):
        manager = self.manager()
        os.environ.update(NOTIFY_SOCKET=str(self.folder / "notify"), WATCHDOG_USEC="200000")
        self.addCleanup(lambda: [os.environ.pop(name) for name in ("NOTIFY_SOCKET", "WATCHDOG_USEC")])
        host = self.serving()
        status = next(line for line in self.told_manager(manager, "READY=1") if line.startswith("STATUS="))
        self.assertIn(self.url, status)
        for _ in range(3):
            self.told_manager(manager, "WATCHDOG=1")
        host.terminate()
        self.told_manager(manager, "STOPPING=1")
        self.assertEqual(host.wait(timeout=60), 0)

    def test_a_socket_of_the_manager_is_used(self):
        with socket.socket() as passed:
            passed.bind(("127.0.0.1", 0))
            passed.listen()
            program = [sys.executable, "-c", ACTIVATE, str(passed.fileno()), *map(str, self.command("serve", "--json"))]
            self.serving(command=program, passed=(passed.fileno(),))
            self.assertEqual(self.url, "http://127.0.0.1:%d" % passed.getsockname()[1])
        self.assertEqual(self.get("/ok").status, 200)


if __name__ == "__main__":
    unittest.main()
