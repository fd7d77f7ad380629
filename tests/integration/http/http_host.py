# SPDX-License-Identifier: Apache-2.0
"""A host that serves HTTP at a free port, and a client for it."""

import http.client
import json
import subprocess
import urllib.parse

from serve_host import ServeTest


class Answer:
    def __init__(self, response):
        self.status = response.status
        self.headers = {name.lower(): value for name, value in response.getheaders()}
        self.body = response.read()

    def json(self):
        return json.loads(self.body)

    def code(self):
        return self.json()["error"]["code"]


class HttpTest(ServeTest):
    def serving(self, *more, **options):
        """A host; self.url is where it listens."""
        host = self.serve(*more, **options)
        self.urls = next(line["listening"] for line in self.lines_said() if "listening" in line)
        self.url = next((url for url in self.urls if url.startswith("http")), None)
        return host

    def configure(self, text):
        path = self.folder / ".dashflow"
        path.mkdir(exist_ok=True)
        (path / "config.yaml").write_text(text)

    def certificate(self, name):
        """A new certificate for `name`, where the configuration says."""
        for file in ("cert.pem", "key.pem"):
            (self.folder / file).unlink(missing_ok=True)
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
                        "-days", "1", "-subj", f"/CN={name}", "-addext", f"subjectAltName=IP:127.0.0.1,DNS:{name}",
                        "-keyout", "key.pem", "-out", "cert.pem"], cwd=self.folder, check=True, capture_output=True)

    def connection(self):
        connection = http.client.HTTPConnection(urllib.parse.urlsplit(self.url).netloc, timeout=60)
        self.addCleanup(connection.close)
        return connection

    def ask(self, method, path, body=None, connection=None, **headers):
        connection = connection or self.connection()
        headers = {name.replace("_", "-"): value for name, value in headers.items()}
        data = None if body is None else json.dumps(body)
        connection.request(method, path, data, headers)
        return Answer(connection.getresponse())

    def get(self, path, **headers):
        return self.ask("GET", path, **headers)
