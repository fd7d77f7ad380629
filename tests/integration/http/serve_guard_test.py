# SPDX-License-Identifier: Apache-2.0
"""`serve` with API keys: who is let in, and where it may listen."""

import json
import unittest

from http_host import HttpTest

QUICK = """
dashflow: 1
name: %s
state: {n: {type: integer, default: 0}}
nodes: {count: {type: core.set, with: {values: {n: {cel: n + 1}}}}}
edges: [START -> count]
"""


class Guarded(HttpTest):
    def key(self, name, *more):
        return json.loads(self.ok("key", "create", name, *more, "--json").stdout)["text"]

    def test_an_open_address_needs_keys(self):
        error = self.error(77, "listen_unprotected", "serve", "--listen", "0.0.0.0:0")
        self.assertIn("auth.keys", error["fix"])
        self.configure("auth: {keys: true}")
        self.serving("--listen", "0.0.0.0:0")

    def test_a_key_is_good_until_it_is_revoked(self):
        self.configure("auth: {keys: true}")
        before = self.key("before", "--scope", "read")
        host = self.serving()
        self.assertEqual(self.get("/ok").status, 200)
        self.assertEqual(self.get("/metrics").code(), "unauthenticated")
        self.assertEqual(self.get("/metrics", x_api_key=before).status, 200)
        made = self.key("made", "--scope", "read", "--owner", "me")
        self.assertEqual(self.get("/metrics", authorization=f"Bearer {made}").status, 200)
        self.assertEqual(self.get("/metrics", x_api_key=made[:-1]).status, 401)
        self.ok("key", "revoke", "made")
        self.assertEqual(self.get("/metrics", x_api_key=made).status, 401)
        self.assertEqual(self.get("/metrics", x_api_key=before).status, 200)
        self.terminate(host)

    def test_a_scope_is_asked_for(self):
        self.configure("auth: {keys: true}")
        self.serving()
        runner = self.key("runner", "--scope", "run")
        refused = self.get("/metrics", x_api_key=runner)
        self.assertEqual((refused.status, refused.code()), (403, "forbidden"))

    def test_a_key_for_some_workflows_knows_of_no_others(self):
        files = {name: self.workflow(QUICK % name, f"{name}.yaml") for name in ("report-a", "secret")}
        self.configure(f"auth: {{keys: true}}\nworkflows: {json.dumps({name: str(file) for name, file in files.items()})}")
        self.serving()
        key = self.key("some", "--scope", "read,run,write,admin", "--workflow", "report-*")

        def ask(path, body, method="POST"):
            return self.ask(method, path, body, x_api_key=key)

        thread = ask("/threads", {}).json()["thread_id"]
        orders = {"/runs": {}, "/runs/wait": {}, "/runs/stream": {}, "/runs/crons": {"schedule": "* * * * *"},
                  f"/threads/{thread}/runs": {}, f"/threads/{thread}/runs/wait": {}, f"/threads/{thread}/runs/stream": {},
                  f"/threads/{thread}/runs/crons": {"schedule": "* * * * *"}}
        for path, more in orders.items():
            refused = ask(path, {"assistant_id": "secret", "input": {}, **more})
            self.assertEqual((refused.status, refused.code()), (404, "assistant_not_found"), path)
        batch = ask("/runs/batch", [{"assistant_id": name, "input": {}} for name in ("report-a", "secret")])
        self.assertEqual((batch.status, batch.code()), (404, "assistant_not_found"))
        start = {"id": 1, "method": "run.start", "params": {"assistant_id": "secret", "input": {}}}
        self.assertEqual(ask(f"/threads/{thread}/commands", start).json()["error"], "assistant_not_found")
        self.assertEqual([one["graph_id"] for one in ask("/assistants/search", {}).json()], ["report-a"])
        self.assertEqual(ask("/runs/wait", {"assistant_id": "report-a", "input": {}}).json(), {"n": 1})
        self.assertEqual(ask("/dashflow/commands", {"version": "0", "arguments": []}).code(), "forbidden")

    def test_the_list_shows_no_key(self):
        text = self.key("ci", "--scope", "read,run", "--workflow", "report-*", "--expires", "90d")
        self.assertRegex(text, r"^df_[A-Za-z0-9_-]{43}$")
        (shown,) = [json.loads(line) for line in self.ok("key", "list", "--json").stdout.splitlines()]
        self.assertEqual((shown["key"], shown["owner"], shown["scopes"], shown["workflows"]),
                         ("ci", "ci", ["read", "run"], ["report-*"]))
        self.assertNotIn(text, json.dumps(shown))
        self.assertNotIn(text.encode(), b"".join(path.read_bytes() for path in self.folder.glob("state.db*")))

    def test_what_a_key_cannot_be(self):
        self.key("ci")
        self.error(4, "key_exists", "key", "create", "ci")
        self.error(2, "usage", "key", "create", "other", "--scope", "everything")
        self.error(3, "key_not_found", "key", "revoke", "other")

    def test_foreign_names_and_pages_are_refused(self):
        self.configure("server: {hosts: [flow.example], cors: ['https://chat.example']}")
        self.serving()
        self.assertEqual(self.get("/info", host="evil.example").code(), "host_refused")
        self.assertEqual(self.get("/info", host="flow.example").status, 200)
        self.assertEqual(self.get("/info", origin="https://evil.example").code(), "origin_refused")
        answer = self.get("/info", origin="https://chat.example")
        self.assertEqual(answer.headers["access-control-allow-origin"], "https://chat.example")

    def test_a_body_beyond_the_setting_is_refused(self):
        self.configure("server: {max_body: 1KiB}")
        self.serving()
        refused = self.ask("POST", "/threads/search", {"x": "y" * 2000})
        self.assertEqual((refused.status, refused.code()), (413, "body_too_large"))


if __name__ == "__main__":
    unittest.main()
