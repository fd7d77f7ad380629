# SPDX-License-Identifier: Apache-2.0
"""Talks to a language server over its standard streams."""

import json
import pathlib
import subprocess


class LanguageServer:
    """One server process; usable in `with`."""

    def __init__(self, program, root):
        self._process = subprocess.Popen(["node", program, "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                         stderr=subprocess.DEVNULL)
        self._next = 0
        self._diagnostics = {}
        self.request("initialize", {"processId": None, "rootUri": pathlib.Path(root).as_uri(), "capabilities": {
            "textDocument": {"hover": {"contentFormat": ["markdown"]}, "publishDiagnostics": {}}}})
        self.notify("initialized", {})
        # Nothing may be fetched from elsewhere.
        self.notify("workspace/didChangeConfiguration", {"settings": {"yaml": {
            "schemaStore": {"enable": False}, "validate": True, "hover": True, "completion": True}}})

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._process.kill()
        self._process.wait()
        self._process.stdin.close()
        self._process.stdout.close()

    def open(self, path, text):
        """Shows a document to the server; returns its diagnostics."""
        uri = pathlib.Path(path).as_uri()
        self.notify("textDocument/didOpen",
                    {"textDocument": {"uri": uri, "languageId": "yaml", "version": 1, "text": text}})
        while uri not in self._diagnostics:
            self._take(self._receive())
        return self._diagnostics.pop(uri)

    def ask(self, method, path, line, character):
        """A request about a position, counted from 0."""
        return self.request(f"textDocument/{method}", {"textDocument": {"uri": pathlib.Path(path).as_uri()},
                                                       "position": {"line": line, "character": character}})

    def request(self, method, params):
        self._next += 1
        number = self._next
        self._send({"id": number, "method": method, "params": params})
        while True:
            message = self._receive()
            if message.get("id") == number and "method" not in message:
                if "error" in message:
                    raise RuntimeError(message["error"])
                return message["result"]
            self._take(message)

    def notify(self, method, params):
        self._send({"method": method, "params": params})

    def _take(self, message):
        if message.get("method") == "textDocument/publishDiagnostics":
            self._diagnostics[message["params"]["uri"]] = message["params"]["diagnostics"]
        elif "id" in message and "method" in message:
            self._send({"id": message["id"], "result": None})

    def _send(self, message):
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self._process.stdin.flush()

    def _receive(self):
        length = 0
        while line := self._process.stdout.readline().strip():
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
        if length == 0:
            raise RuntimeError("the language server ended")
        return json.loads(self._process.stdout.read(length))
