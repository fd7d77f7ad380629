# SPDX-License-Identifier: Apache-2.0
"""Tokens whose keys are fetched from a URL, and change there."""

import base64
import http.server
import json
import subprocess
import threading
import time
import unittest

from http_host import HttpTest


def text_of(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


class Issuer(http.server.ThreadingHTTPServer):
    """Has a set of keys."""

    def __init__(self, port=0):
        super().__init__(("127.0.0.1", port), Answer)
        self.set = {"keys": []}
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def close(self):
        self.shutdown()
        self.server_close()


class Answer(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        body = json.dumps(self.server.set).encode()
        self.send_response(200)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


class Jwks(HttpTest):
    def setUp(self):
        super().setUp()
        self.issuer = Issuer()
        self.addCleanup(self.issuer.close)
        self.let(f"http://127.0.0.1:{self.issuer.server_port}/keys")
        self.issuer.set["keys"] = [self.made("one")]

    def let(self, url):
        self.configure(f"auth: {{jwks: \"{url}\"}}\n")

    def made(self, name):
        """A new key; its public part as a set has it."""
        subprocess.run(["openssl", "genrsa", "-out", f"{name}.pem", "2048"], cwd=self.folder, check=True, capture_output=True)
        told = subprocess.run(["openssl", "rsa", "-in", f"{name}.pem", "-noout", "-modulus"], cwd=self.folder, check=True,
                              capture_output=True, text=True).stdout
        return {"kty": "RSA", "kid": name, "e": "AQAB", "n": text_of(bytes.fromhex(told.strip().split("=")[1]))}

    def token(self, name):
        said = ".".join(text_of(json.dumps(part).encode()) for part in (
            {"alg": "RS256", "kid": name}, {"sub": "ann", "scope": "read", "exp": int(time.time()) + 600}))
        sign = subprocess.run(["openssl", "dgst", "-sha256", "-sign", f"{name}.pem"], cwd=self.folder, check=True,
                              input=said.encode(), capture_output=True).stdout
        return f"{said}.{text_of(sign)}"

    def status(self, name):
        return self.get("/metrics", authorization=f"Bearer {self.token(name)}").status

    def test_a_key_is_good_while_the_issuer_has_it(self):
        self.serving()
        self.assertEqual((self.get("/metrics").status, self.status("one")), (401, 200))
        self.issuer.set = {"keys": [self.made("two")]}
        self.until(lambda: self.status("two") == 200, "the new key was not fetched")
        self.assertEqual(self.status("one"), 401)
        self.issuer.set = {"keys": "none"}
        self.made("three")
        self.until(lambda: self.status("three") == 401 and "cannot be had" in (self.folder / "log").read_text(), "nothing was told")
        self.assertEqual(self.status("two"), 200)

    def test_a_host_starts_without_them(self):
        port = self.issuer.server_port
        self.issuer.close()
        self.serving()
        self.assertEqual(self.status("one"), 401)
        self.assertIn("the keys for tokens at 127.0.0.1 cannot be had", (self.folder / "log").read_text())
        late = Issuer(port)
        self.addCleanup(late.close)
        late.set = self.issuer.set
        self.until(lambda: self.status("one") == 200, "the keys were not fetched later")

    def test_keys_that_others_could_change_are_not_fetched(self):
        self.let("http://keys.example/set")
        refused = self.dashflow("serve")
        self.assertEqual(refused.returncode, 78)
        self.assertIn("auth_invalid", refused.stderr)


if __name__ == "__main__":
    unittest.main()
