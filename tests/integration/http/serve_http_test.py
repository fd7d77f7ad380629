# SPDX-License-Identifier: Apache-2.0
"""`serve` listens, says where, answers, and ends in order."""

import socket
import unittest

from http_host import HttpTest


class Serving(HttpTest):
    def test_it_says_where_it_listens_and_answers(self):
        host = self.serving()
        self.assertRegex(self.url, r"^http://127\.0\.0\.1:\d+$")
        self.assertEqual(self.get("/ok").json(), {"ok": True})
        self.assertEqual(self.get("/readyz").json(), {"ready": True})
        self.assertTrue(self.get("/info").json()["version"])
        self.assertEqual(self.get("/nothing").code(), "route_not_found")
        self.terminate(host)

    def test_a_connection_is_kept(self):
        self.serving()
        connection = self.connection()
        for _ in range(3):
            self.assertEqual(self.ask("GET", "/ok", connection=connection).status, 200)
        metrics = self.ask("GET", "/metrics", connection=connection).body.decode()
        self.assertIn("\ndashflow_http_connections_total 1\n", metrics)

    def test_a_flag_goes_before_the_configuration(self):
        self.configure("server: {listen: ['127.0.0.1:0', '[::1]:0']}")
        self.serving("--listen", "127.0.0.2:0")
        self.assertEqual(len(self.urls), 1)
        self.assertIn("127.0.0.2", self.url)

    def test_a_taken_address_is_told_and_nothing_is_begun(self):
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            address = "127.0.0.1:%d" % taken.getsockname()[1]
            error = self.error(4, "listen_failed", "serve", "--listen", address)
        self.assertEqual(error["resource"], address)

    def test_a_unix_socket_is_for_its_user(self):
        path = self.folder / "host.sock"
        self.configure(f"server: {{socket: {path}}}")
        host = self.serving()
        self.assertEqual(oct(path.stat().st_mode & 0o777), "0o600")
        with socket.socket(socket.AF_UNIX) as client:
            client.connect(str(path))
            client.sendall(b"GET /ok HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
            answer = b"".join(iter(lambda: client.recv(4096), b""))
        self.assertTrue(answer.endswith(b'{"ok":true}'), answer)
        self.terminate(host)
        self.assertFalse(path.exists())

    def test_the_documents_and_the_numbers(self):
        self.serving()
        document = self.get("/openapi.json").json()
        self.assertEqual(document["openapi"], "3.1.0")
        self.assertIn("/info", document["paths"])
        self.assertIn("text/html", self.get("/docs").headers["content-type"])
        metrics = self.get("/metrics").body.decode()
        for family in ("dashflow_build_info", "process_resident_memory_bytes", "dashflow_http_requests_total"):
            self.assertIn(f"\n{family}", metrics)

    def test_each_request_is_a_line_of_the_log(self):
        self.serving("--verbose")
        self.get("/ok", x_request_id="mine")
        self.until(lambda: '"request":"mine"' in (self.folder / "log").read_text(), "no line of the log")

    def test_the_end_waits_for_no_idle_client(self):
        host = self.serving()
        connection = self.connection()
        self.assertEqual(self.ask("GET", "/ok", connection=connection).status, 200)
        self.terminate(host)


if __name__ == "__main__":
    unittest.main()
