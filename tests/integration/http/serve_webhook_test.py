# SPDX-License-Identifier: Apache-2.0
"""What a host tells others when a run has ended."""

import hashlib
import hmac
import http.server
import json
import os
import ssl
import subprocess
import threading
import unittest
from unittest import mock

from http_host import HttpTest

COUNT = """
dashflow: 1
name: count
state: {n: {type: integer, default: 0}}
nodes: {a: {type: core.set, with: {values: {n: {cel: 1 / n}}}}}
edges: [START -> a]
"""


class Receiver(http.server.ThreadingHTTPServer):
    """Keeps what it is sent."""

    def __init__(self, port=0, context=None):
        super().__init__(("127.0.0.1", port), Take)
        self.got = []
        if context:
            self.socket = context.wrap_socket(self.socket, server_side=True)
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def close(self):
        self.shutdown()
        self.server_close()


class Take(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["content-length"]))
        self.server.got.append((self.path, self.headers, body))
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_):
        pass


class Webhooks(HttpTest):
    def setUp(self):
        super().setUp()
        self.file = self.workflow(COUNT, "count.yaml")
        self.receiver = self.receive()
        self.hook = f"http://127.0.0.1:{self.receiver.server_port}/done?key=hidden"
        self.let("inside: true, secret: quiet")

    def let(self, webhooks):
        self.configure(f"workflows: {{count: {self.file}}}\nwebhooks: {{{webhooks}}}\n")

    def receive(self, *arguments):
        receiver = Receiver(*arguments)
        self.addCleanup(receiver.close)
        return receiver

    def order(self, path, n=1, hook=None, **more):
        return self.ask("POST", path, {"assistant_id": "count", "input": {"n": n}, "webhook": hook or self.hook, **more})

    def thread(self):
        return self.ask("POST", "/threads", {}).json()["thread_id"]

    def await_calls(self, count, receiver=None):
        got = (receiver or self.receiver).got
        self.until(lambda: len(got) >= count, "the webhook was not called")
        self.assertEqual(len(got), count)
        return [json.loads(body) for _, _, body in got]

    def log(self):
        return (self.folder / "log").read_text()

    def test_is_called_with_the_run(self):
        self.serving()
        thread = self.thread()
        run = self.order(f"/threads/{thread}/runs").json()
        told, = self.await_calls(1)
        path, headers, body = self.receiver.got[0]
        self.assertEqual(path, "/done?key=hidden")
        self.assertEqual((told["run_id"], told["thread_id"], told["status"], told["values"]),
                         (run["run_id"], thread, "success", {"n": 1}))
        self.assertLessEqual(told["run_started_at"], told["run_ended_at"])
        self.assertLessEqual(told["run_ended_at"], told["webhook_sent_at"])
        self.assertNotIn("error", told)
        self.assertEqual(headers["x-dashflow-delivery"], run["run_id"])
        time, code = (part.split("=")[1] for part in headers["x-dashflow-signature"].split(","))
        self.assertEqual(code, hmac.new(b"quiet", time.encode() + b"." + body, hashlib.sha256).hexdigest())

    def test_is_told_of_a_failure(self):
        self.serving()
        self.order(f"/threads/{self.thread()}/runs/wait", n=0)
        told, = self.await_calls(1)
        self.assertEqual(told["status"], "error")
        self.assertTrue(told["error"]["message"])

    def test_every_way_to_order_a_run_has_it(self):
        self.serving()
        self.order(f"/threads/{self.thread()}/runs/stream")
        self.order("/runs/wait")
        body = {"assistant_id": "count", "input": {"n": 1}, "webhook": self.hook}
        self.ask("POST", "/runs/batch", [body, body])
        told = self.await_calls(4)
        self.assertEqual([one["values"] for one in told], [{"n": 1}] * 4)
        temporary = next(one["thread_id"] for one in told if one["kwargs"]["temporary"])
        self.until(lambda: self.get(f"/threads/{temporary}").status == 404, "a temporary thread is still there")

    def test_survives_a_killed_host(self):
        port = self.receiver.server_port
        self.receiver.close()
        host = self.serving()
        run = self.order(f"/threads/{self.thread()}/runs").json()
        where = f"/threads/{run['thread_id']}/runs/{run['run_id']}"
        self.until(lambda: self.get(where).json()["status"] == "success", "the run did not end")
        host.kill()
        host.wait()
        late = self.receive(port)
        host = self.serving()
        self.assertEqual(self.await_calls(1, late)[0]["run_id"], run["run_id"])
        self.terminate(host)
        self.serving()
        self.order("/runs/wait")
        self.await_calls(2, late)

    def test_what_cannot_be_called_is_refused(self):
        self.let("inside: false")
        self.serving()
        thread = self.thread()
        for hook in ("/done", "http://hooks.example/", "https://127.0.0.1/", "https://[::ffff:10.0.0.1]/", "https://a:b@c/"):
            for path in ("/runs", f"/threads/{thread}/runs/wait", "/runs/stream"):
                answer = self.order(path, hook=hook)
                self.assertEqual((answer.status, answer.json()["error"]["resource"]), (422, "body/webhook"), hook)
            self.assertEqual(self.order("/runs/crons", hook=hook, schedule="0 0 1 1 *").status, 422)

    def test_a_patience_beyond_all_clocks_is_no_setting(self):
        for patience in ("100000d", "99999999999999999999s", "soon"):
            self.let(f"patience: {patience}")
            refused = self.dashflow("serve")
            self.assertEqual((refused.returncode, "config_invalid" in refused.stderr), (78, True), refused.stderr)

    def test_a_name_of_this_machine_is_not_called(self):
        self.let("patience: 0s")
        self.serving()
        self.order("/runs/wait", hook=f"https://localhost:{self.receiver.server_port}/done?key=hidden")
        self.until(lambda: "was given up" in self.log(), "it was not given up")
        self.assertIn("localhost", self.log())
        self.assertNotIn("hidden", self.log())
        self.assertEqual(self.receiver.got, [])

    def test_speaks_tls_to_whom_it_trusts(self):
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days",
                        "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-keyout", "key.pem", "-out",
                        "cert.pem"], cwd=self.folder, check=True, capture_output=True)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.folder / "cert.pem", self.folder / "key.pem")
        secure = self.receive(0, context)
        hook = f"https://localhost:{secure.server_port}/done"
        self.let("inside: true, patience: 0s")
        host = self.serving()
        self.order("/runs/wait", hook=hook)
        self.until(lambda: "was given up" in self.log(), "a certificate of nobody was taken")
        self.terminate(host)
        self.assertEqual(secure.got, [])
        with mock.patch.dict(os.environ, SSL_CERT_FILE=str(self.folder / "cert.pem")):
            self.serving()
        self.order("/runs/wait", hook=hook.replace("localhost", "127.0.0.1"))  # the name has to fit
        self.until(lambda: "was given up" in self.log(), "a certificate of another name was taken")
        self.assertEqual(secure.got, [])
        self.order("/runs/wait", hook=hook)
        self.await_calls(1, secure)


if __name__ == "__main__":
    unittest.main()
