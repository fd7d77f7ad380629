# SPDX-License-Identifier: Apache-2.0
"""The thread stream protocol over a WebSocket, by a client that knows nothing but sockets."""

import json
import unittest
import uuid

from sdk_workflows import ServedWorkflowsTest


class Socket(ServedWorkflowsTest):
    def open(self, thread=None):
        from websockets.sync.client import connect

        socket = connect(f"{self.url.replace('http', 'ws', 1)}/threads/{thread or uuid.uuid4()}/stream/events", open_timeout=30)
        self.addCleanup(socket.close)
        return socket

    def told(self, socket):
        return json.loads(socket.recv(timeout=30))

    def ask(self, socket, number, method, **params):
        socket.send(json.dumps({"id": number, "method": method, "params": params}))
        return self.told(socket)

    def until(self, socket, method, **data):
        """Events up to the first with this method and these data."""
        events = []
        while True:
            events.append(self.told(socket))
            params = events[-1].get("params", {})
            if events[-1].get("method") == method and data.items() <= params.get("data", {}).items():
                return events

    def test_a_run_is_begun_and_followed_over_one_socket(self):
        socket = self.open()
        subscribed = self.ask(socket, 1, "subscription.subscribe", channels=["updates", "lifecycle"])
        self.assertEqual((subscribed["id"], subscribed["type"]), (1, "success"))
        self.assertTrue(subscribed["result"]["subscription_id"])
        begun = self.ask(socket, 2, "run.start", assistant_id="count", input={"n": 1})
        self.assertEqual((begun["id"], begun["type"]), (2, "success"))
        events = self.until(socket, "lifecycle", event="completed")
        self.assertEqual([event["params"]["data"]["values"]["n"] for event in events if event["method"] == "updates"], [2, 3])
        numbers = [event["seq"] for event in events]
        self.assertEqual(numbers, sorted(set(numbers)))

    def test_what_is_no_command_is_answered_with_a_code_and_the_socket_goes_on(self):
        socket = self.open()
        for text in ("no", "[]", "{}", '{"id": 7, "method": 3}', '{"id": 7, "method": "run.fly"}',
                     '{"id": 7, "method": "subscription.subscribe", "params": {"channels": "all"}}'):
            socket.send(text)
            answer = self.told(socket)
            self.assertEqual(answer["type"], "error", text)
            self.assertTrue(answer["error"], text)
            self.assertEqual(answer["id"], 7 if '"id": 7' in text else None, text)
        self.assertEqual(self.ask(socket, 8, "subscription.subscribe", channels=["values"])["type"], "success")

    def test_what_no_client_should_send_closes_the_socket(self):
        from websockets.exceptions import ConnectionClosed

        for message, code in ((b"\0", 1003), ("x" * (64 << 20), 1009)):
            socket = self.open()
            with self.assertRaises(ConnectionClosed) as closed:
                socket.send(message)
                self.told(socket)
            said = closed.exception.rcvd  # of what is too large the server does not wait for the end
            self.assertIn(said.code if said else code, (code,))

    def test_a_thread_that_cannot_be_is_refused_before_there_is_a_socket(self):
        from websockets.exceptions import InvalidStatus

        with self.assertRaises(InvalidStatus) as refused:
            self.open("nobody")
        self.assertEqual(refused.exception.response.status_code, 422)

    def test_a_host_that_ends_says_so(self):
        from websockets.exceptions import ConnectionClosed

        socket = self.open()
        self.assertEqual(self.ask(socket, 1, "subscription.subscribe", channels=["values"])["type"], "success")
        self.host.terminate()
        with self.assertRaises(ConnectionClosed) as closed:
            self.told(socket)
        self.assertEqual(closed.exception.rcvd.code, 1001)


if __name__ == "__main__":
    unittest.main()
