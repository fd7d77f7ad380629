# SPDX-License-Identifier: Apache-2.0
"""A host that serves the workflows that clients of runs are tested with."""

import os

from sdk_host import SdkTest

# Counts, then waits at `work` until the file `go` is there.
WORK = """
dashflow: 1
name: work
state: {n: {type: integer, default: 0}}
nodes:
  count: {type: core.set, with: {values: {n: {cel: n + 1}}}}
  work: {type: fixture.work, with: {file: go}, in: {n: {value: 1}}}
  more: {type: core.set, with: {values: {n: {cel: n + 1}}}}
edges: [START -> count -> work -> more]
"""

COUNT = """
dashflow: 1
name: count
state: {n: {type: integer, default: 0}, log: {reduce: append}}
nodes:
  a: {type: core.set, with: {values: {n: {cel: n + 1}, log: {value: a}}}}
  b: {type: core.set, with: {values: {n: {cel: n + 1}, log: {value: b}}}}
edges: [START -> a -> b]
"""

ASK = """
dashflow: 1
name: ask
state: {ok: {type: boolean, default: false}, n: {type: integer, default: 0}}
nodes:
  a: {type: core.set, with: {values: {n: {cel: n + 1}}}}
  review: {type: core.approve, with: {question: "Go on with {{n}}?"}, out: {answer: ok}}
edges: [START -> a -> review]
"""

FAIL = """
dashflow: 1
name: fail
state: {n: {type: integer, default: 0}}
nodes: {a: {type: core.set, with: {values: {n: {cel: 1 / n}}}}}
edges: [START -> a]
"""

# Asks another workflow.
OUTER = """
dashflow: 1
name: outer
state: {n: {type: integer, default: 0}}
nodes: {inside: {workflow: inner.yaml, in: {n: n}, out: {n: n}}}
edges: [START -> inside]
"""

INNER = """
dashflow: 1
name: inner
state: {n: {type: integer, default: 0}}
nodes: {add: {type: core.set, with: {values: {n: {cel: n + 1}}}}}
edges: [START -> add]
"""


class ServedWorkflowsTest(SdkTest):
    workflows = {"work": WORK, "count": COUNT, "ask": ASK, "fail": FAIL, "outer": OUTER, "inner": INNER}

    def command(self, *arguments):
        return super().command("--plugin-path", os.environ["DASHFLOW_FIXTURES"], *arguments)

    def serve(self):
        for name, text in self.workflows.items():
            self.workflow(text, f"{name}.yaml")
        names = ", ".join(f"{name}: {name}.yaml" for name in self.workflows)
        self.settings.write_text(f'workflows: {{{names}}}\nserver: {{listen: ["127.0.0.1:0"]}}\n')
        super().serve()
