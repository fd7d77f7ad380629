# SPDX-License-Identifier: Apache-2.0
"""`serve` with a certificate, which is read again when it changes."""

import http.client
import os
import ssl
import subprocess
import unittest
import urllib.parse

from http_host import HttpTest


class Tls(HttpTest):
    def serving_tls(self):
        self.certificate("first")
        self.configure(f"server: {{certificate: {self.folder}/cert.pem, certificate_key: {self.folder}/key.pem}}")
        host = self.serving()
        return host

    def secure(self, trusted, minimum=None):
        context = ssl.create_default_context(cadata=trusted)
        if minimum:
            context.minimum_version = context.maximum_version = minimum
        connection = http.client.HTTPSConnection(urllib.parse.urlsplit(self.urls[0]).netloc, timeout=60, context=context)
        self.addCleanup(connection.close)
        return connection

    def test_it_speaks_tls_and_nothing_else(self):
        host = self.serving_tls()
        self.assertTrue(self.urls[0].startswith("https://127.0.0.1:"))
        trusted = (self.folder / "cert.pem").read_text()
        connection = self.secure(trusted)
        for _ in range(3):
            answer = self.ask("GET", "/docs", connection=connection)
            self.assertEqual(answer.status, 200)
        with self.assertRaises((http.client.BadStatusLine, ConnectionError)):
            plain = http.client.HTTPConnection(urllib.parse.urlsplit(self.urls[0]).netloc, timeout=60)
            self.addCleanup(plain.close)
            self.ask("GET", "/ok", connection=plain)
        self.terminate(host)

    def test_a_new_certificate_is_taken_and_a_broken_one_is_not(self):
        self.serving_tls()
        (self.folder / "cert.pem").write_text("broken")
        os.utime(self.folder / "cert.pem", (1, 1))
        self.until(lambda: self.answers_without_trust(), "it does not serve")
        self.certificate("second")
        trusted = (self.folder / "cert.pem").read_text()
        self.until(lambda: self.answers_with(trusted), "it never took the new certificate")

    def answers_with(self, trusted):
        try:
            return self.ask("GET", "/ok", connection=self.secure(trusted)).status == 200
        except ssl.SSLError:
            return False

    def answers_without_trust(self):
        """Whether it serves on, with whichever certificate it has, after it has seen the broken one."""
        context = ssl._create_unverified_context()
        connection = http.client.HTTPSConnection(urllib.parse.urlsplit(self.urls[0]).netloc, timeout=60, context=context)
        self.addCleanup(connection.close)
        served = self.ask("GET", "/ok", connection=connection).status == 200
        return served and "keeps its certificate" in (self.folder / "log").read_text()

    def test_files_that_are_none_are_told(self):
        self.configure(f"server: {{certificate: {self.folder}/none.pem, certificate_key: {self.folder}/none.pem}}")
        error = self.error(78, "tls_invalid", "serve", "--listen", "127.0.0.1:0")
        self.assertIn("none.pem", error["resource"])
        self.certificate("one")
        other = self.folder / "other.pem"
        subprocess.run(["openssl", "genpkey", "-algorithm", "ed25519", "-out", other], check=True, capture_output=True)
        self.configure(f"server: {{certificate: {self.folder}/cert.pem, certificate_key: {other}}}")
        self.error(78, "tls_invalid", "serve", "--listen", "127.0.0.1:0")


if __name__ == "__main__":
    unittest.main()
