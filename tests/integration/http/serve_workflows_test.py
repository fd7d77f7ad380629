# SPDX-License-Identifier: Apache-2.0
"""`workflows:` as files and folders: what comes, changes, breaks and goes while the host serves."""

import json
import unittest

from http_host import HttpTest

SAYS = """
dashflow: 1
name: says
state: {word: {type: string}, before: {type: string}}
output: [word, before]
nodes:
  first: {type: core.set, with: {values: {before: {value: WORD}}}}
  work: {type: fixture.work, with: {file: FILE}, in: {n: {value: 1}}}
  last: {type: core.set, with: {values: {word: {value: WORD}}}}
edges: [START -> first -> work -> last]
"""
ASKS = """
dashflow: 1
name: asks
state: {ok: {type: boolean}}
nodes:
  ask: {type: core.approve, with: {question: "go on?"}, out: {answer: ok}}
edges: [START -> ask]
"""


class Workflows(HttpTest):
    def setUp(self):
        super().setUp()
        self.flows = self.folder / "flows"
        self.flows.mkdir()
        self.configure(f"workflows: {{mine: {self.flows}, named: {self.workflow(ASKS, 'elsewhere.yaml')}}}\n")

    def write(self, word, file="", name="says"):
        path = self.flows / f"{name}.yaml"
        path.write_text(SAYS.replace("WORD", word).replace("FILE", f'"{file}"'))
        return path

    def assistants(self):
        return sorted(each["graph_id"] for each in self.ask("POST", "/assistants/search", {}).json())

    def wait(self, name, thread=None, **body):
        path = f"/threads/{thread}/runs/wait" if thread else "/runs/wait"
        return self.ask("POST", path, {"assistant_id": name, **({"input": {}} if "command" not in body else {}), **body})

    def said_by(self, name="says"):
        return self.wait(name).json().get("word")

    def metric(self, name):
        lines = self.get("/metrics").body.decode().splitlines()
        return sum(float(line.split()[-1]) for line in lines if line.startswith(name))

    def test_a_folder_is_served_by_the_names_of_its_files(self):
        self.write("one")
        (self.flows / "says.test.yaml").write_text("no workflow")
        (self.flows / "notes.txt").write_text("no workflow")
        self.serving()
        self.assertEqual(self.assistants(), ["named", "says"])
        self.assertEqual(self.said_by(), "one")
        self.write("two", name="later")
        self.until(lambda: self.assistants() == ["later", "named", "says"], "the new file was not served")
        self.assertEqual(self.said_by("later"), "two")
        self.ok("run", "later", "--thread", "t")

    def test_a_run_ends_on_the_version_that_it_began_with(self):
        self.write("old", "go")
        self.serving()
        thread = self.ask("POST", "/threads", {}).json()["thread_id"]
        run = self.ask("POST", f"/threads/{thread}/runs", {"assistant_id": "says", "input": {}}).json()["run_id"]
        self.until(lambda: self.metric('dashflow_node_calls_in_flight{type="fixture.work"}') == 1, "the run never came to its node")
        self.write("newer")
        self.assertEqual(self.said_by(), "newer")
        self.touch("go")
        ended = self.get(f"/threads/{thread}/runs/{run}/join").json()
        self.assertEqual(ended, {"word": "old", "before": "old"})
        self.assertEqual(self.wait("says", thread).json()["word"], "newer")

    def test_a_broken_file_is_told_and_what_it_was_is_served(self):
        path = self.write("good")
        self.serving()
        self.assertEqual(self.said_by(), "good")
        for text in ("nodes: [", "dashflow: 1\nname: says\nnodes: {a: {type: core.nothing}}\nedges: [START -> a]\n"):
            path.write_text(text)
            self.until(lambda: self.metric("dashflow_workflows_broken") == 1, "the broken file went unseen")
            self.assertEqual(self.said_by(), "good")
            self.assertEqual(self.assistants(), ["named", "says"])
            self.assertEqual(self.get("/readyz").status, 200)
            path.write_text(SAYS.replace("WORD", "good").replace("FILE", '""'))
            self.until(lambda: self.metric("dashflow_workflows_broken") == 0, "the mended file went unseen")
        log = (self.folder / "log").read_text()
        self.assertIn("core.nothing", log)
        self.assertEqual(log.count("warning workflows: "), 2, log)
        self.assertEqual(self.metric('dashflow_workflow_reloads_total{outcome="refused"}'), 2)

    def test_a_file_that_never_was_right_is_told_once(self):
        (self.flows / "bad.yaml").write_text("nodes: [")
        self.serving()
        self.until(lambda: self.metric("dashflow_workflows_broken") == 1, "the broken file went unseen")
        self.assertGreaterEqual(self.wait("bad").status, 400)
        self.assertEqual((self.folder / "log").read_text().count("warning workflows: "), 1)

    def test_a_thread_goes_on_when_its_file_is_gone(self):
        path = self.flows / "asks.yaml"
        path.write_text(ASKS)
        host = self.serving()
        threads = [self.ask("POST", "/threads", {}).json()["thread_id"] for _ in range(2)]
        for thread in threads:
            self.assertIn("__interrupt__", self.wait("asks", thread).json())
        path.unlink()
        self.until(lambda: self.assistants() == ["named"], "the file is gone, its assistant is not")
        self.assertEqual(self.wait("asks").code(), "assistant_not_found")
        self.assertEqual(self.wait("asks", threads[0], command={"resume": True}).json(), {"ok": True})
        self.terminate(host)
        self.serving()
        self.assertEqual(self.wait("asks", threads[1], command={"resume": True}).json(), {"ok": True})
        other = self.ask("POST", "/threads", {}).json()["thread_id"]
        self.assertEqual(self.wait("asks", other).code(), "assistant_not_found")

    def test_a_langgraph_file_is_a_configuration(self):
        self.write("one")
        (self.folder / "langgraph.json").write_text(json.dumps({
            "dependencies": ["."],
            "graphs": {"says": "./flows/says.py:graph", "gone": "./flows/gone.py:graph"},
            "http": {"cors": {"allow_origins": ["https://chat.example"]}},
        }))
        refused = self.dashflow("--config", "langgraph.json", "version")
        for words in ("'dependencies'", "plugins: {path:", "flows/gone.yaml", "langgraph.json:1:"):
            self.assertIn(words, refused.stderr)
        self.serving("--config", "langgraph.json")
        self.assertEqual(self.assistants(), ["says"])
        self.assertEqual(self.said_by(), "one")
        self.assertEqual(self.get("/info", origin="https://chat.example").status, 200)
        self.assertEqual(self.get("/info", origin="https://evil.example").status, 403)


if __name__ == "__main__":
    unittest.main()
