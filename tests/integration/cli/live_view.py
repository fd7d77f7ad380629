# SPDX-License-Identifier: Apache-2.0
"""What the tests of the live view share: workflows that stand still where a test looks, and a terminal."""

import json
import os

from host import HostTest
from terminal import Terminal

PLUGINS = os.environ["DASHFLOW_FIXTURES"]


WIDE = """
dashflow: 1
name: wide
state: {items: {type: array}, total: {type: integer, default: 0}}
nodes:
  list: {type: core.set, with: {values: {items: {value: %(items)s}}}}
  work: {type: fixture.work, concurrency: 8, with: %(work)s, retry: {attempts: 3, delay: 1ms}}
  count: {type: core.set, with: {values: {total: {cel: size(items)}}}}
output: [total]
edges:
  - START -> list
  - {from: list, each: items, to: work, as: n}
  - {gather: work, to: count}
"""

ONE = """
dashflow: 1
name: one
state: {n: {type: integer, default: 0}}
nodes: {work: {type: fixture.work, with: %s%s}}
edges: [START -> work]
"""


class LiveViewTest(HostTest):
    """Each frame that is drawn must show the tree, and none may clear the screen first."""

    def setUp(self):
        super().setUp()
        self.go = self.folder / "go"

    def terminal(self, *arguments, **options):
        return self.start(self.command(*arguments, "--plugin-path", PLUGINS), **options)

    def start(self, command, columns=80, rows=24, **env):
        environment = {**os.environ, "TERM": "xterm-256color", **env}
        environment = {name: value for name, value in environment.items() if value is not None}
        terminal = Terminal(command, columns, rows, environment, self.folder)
        self.addCleanup(self.check_frames, terminal)
        self.addCleanup(terminal.close)
        return terminal

    def check_frames(self, terminal):
        self.assertNotRegex(terminal.text, r"\x1b\[[23]?J\x1b\[H|\x1b\[[23]J|\x1b\[H|\x1bc")
        for frame in terminal.frames:
            self.assertRegex("\n".join(frame), r"(?m)^\w.*\n[├└]─ ", "a frame without its tree")
        self.assertFalse(terminal.screen.cursor.hidden, "the cursor stays hidden")
        self.assertEqual(terminal.screen.cursor.attrs._replace(data=" "), terminal.screen.default_char)

    def wide(self, count=500, **work):
        work = {"file": str(self.go), **work}
        return self.workflow(WIDE % {"items": list(range(count)), "work": json.dumps(work)})

    def one(self, rest="", **work):
        return self.workflow(ONE % (json.dumps({"file": str(self.go), **work}), rest))

    def end_well(self, terminal, status=0):
        self.go.touch()
        self.assertEqual(terminal.end(), status, terminal.shown())
