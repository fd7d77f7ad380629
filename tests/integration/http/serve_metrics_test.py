# SPDX-License-Identifier: Apache-2.0
"""Every family of config/METRICS.md is raised, and the page has what the server tells. The readers are Prometheus' own."""

import http.client
import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import unittest
import urllib.parse

from http_host import HttpTest
from host import ROOT

PACKAGES = sorted((ROOT / "build/pip").glob("lib/python3*/site-packages"))
sys.path[:0] = map(str, PACKAGES)
PAGE = ROOT / "config/METRICS.md"

# Raised where a clock can be turned: tests/unit/api/things/cron_test.cc.
ELSEWHERE = {"dashflow_crons_due", "dashflow_crons_failed_total", "dashflow_crons_fired_total", "dashflow_crons_missed_total",
             "dashflow_threads_expired_total"}
ID = r"[0-9a-f]{8}-[0-9a-f]{4}-"

WORK = """
dashflow: 1
name: work
nodes:
  work: {type: fixture.work, with: {file: go}, in: {n: {value: 1}}}
edges: [START -> work]
"""
BUSY = """
dashflow: 1
name: busy
state: {n: {type: integer, default: 0}, ok: {type: boolean}, text: {type: string}}
nodes:
  again: {type: fixture.work, with: {fails: [1]}, in: {n: {value: 1}}, retry: {attempts: 2, delay: 0s}}
  fail: {type: core.fail, with: {code: out_of_luck, message: no luck}, on_error: mend}
  mend: {type: core.set, with: {values: {n: {value: 7}}}}
  ask: {type: core.approve, with: {question: "go on?"}, out: {answer: ok}}
  end: {type: core.set, with: {values: {n: {cel: n + 1}}}}
edges: [START -> again -> fail -> ask -> end, mend -> ask]
"""
DEAF = """
dashflow: 1
name: deaf
nodes:
  work: {type: fixture.deaf, with: {file: heard}, timeout: 100ms}
edges: [START -> work]
"""
GROW = """
dashflow: 1
name: grow
state: {log: {reduce: append}}
output: []
nodes:
  say: {type: core.set, with: {values: {log: {value: '%s'}}}}
edges:
  - {from: START, each: "lists.range(2000)", to: say, send: {}}
"""
BOOM = """
dashflow: 1
name: boom
nodes:
  first: {type: core.set, with: {values: {}}}
  boom: {type: fixture.crash, with: {after: now, signal: 11}}
edges: [START -> first -> boom]
"""
FILL = """
dashflow: 1
name: fill
state: {n: {type: integer, default: 0}, log: {reduce: append}}
output: [n]
nodes:
  a: {type: core.set, with: {values: {n: {cel: n + 1}, log: {cel: "'%s' + string(n)"}}}}
edges: [START -> a, {from: a, to: a, when: n < 150}]
"""


def full_name(family):
    return family.name + "_total" if family.type == "counter" else family.name


@unittest.skipUnless(PACKAGES or "CI" in os.environ, "run tools/dev setup")
class Metrics(HttpTest):
    def setUp(self):
        super().setUp()
        self.about = {}
        self.labels = {}
        self.most = {}

    def look(self, **headers):
        """What the server tells, in both forms; the most of each family is kept."""
        from prometheus_client.openmetrics.parser import text_string_to_metric_families as of_open_metrics
        from prometheus_client.parser import text_string_to_metric_families as of_prometheus

        plain = self.get("/metrics", **headers).body.decode()
        self.assertNotRegex(plain, ID)
        families = list(of_prometheus(plain))
        answer = self.get("/metrics", accept="application/openmetrics-text; version=1.0.0", **headers)
        self.assertIn("application/openmetrics-text; version=1.0.0", answer.headers["content-type"])
        others = list(of_open_metrics(answer.body.decode()))
        self.assertEqual({full_name(each): each.type for each in families}, {full_name(each): each.type for each in others})
        now = {}
        for family in families:
            name = full_name(family)
            self.about[name] = (family.type, family.documentation)
            for sample in family.samples:
                self.labels.setdefault(name, set()).update(set(sample.labels) - {"le"})
                now[name] = max(now.get(name, 0), sample.value)
                self.most[name] = max(self.most.get(name, 0), sample.value)
        return now

    def until_told(self, *names, **headers):
        self.until(lambda: all(self.look(**headers).get(name, 0) > 0 for name in names), f"not all of {names} were raised")

    def thread(self):
        return self.ask("POST", "/threads", {}).json()["thread_id"]

    def begin(self, workflow, thread=None, **more):
        answer = self.ask("POST", f"/threads/{thread or self.thread()}/runs", {"assistant_id": workflow, "input": {}, **more})
        self.assertEqual(answer.status, 200, answer.body)
        return answer.json()

    def runs_of_all_kinds(self):
        """Questions, failures, retries, handlers, nodes that do not return, a queue, a file that changes."""
        plugins = self.folder / "more"
        plugins.mkdir()
        (plugins / "junk.so").write_text("no plugin")
        files = {name: self.workflow(text, f"{name}.yaml") for name, text in (("work", WORK), ("busy", BUSY), ("deaf", DEAF))}
        listed = ", ".join(f"{name}: {file}" for name, file in files.items())
        self.configure(f"workflows: {{{listed}}}\nlimits: {{runs: 1}}\nnode_grace: 100ms\n")
        host = self.serving("--plugin-path", plugins)
        busy = self.ask("POST", f"/threads/{self.thread()}/runs/wait", {"assistant_id": "busy", "input": {}})
        self.assertIn("__interrupt__", busy.json(), busy.body)
        first = self.begin("work")
        second = self.begin("work")
        self.assertEqual(self.ask("POST", f"/threads/{first['thread_id']}/runs", {"assistant_id": "work", "input": {}}).status, 422)
        self.until_told("dashflow_node_calls_in_flight", "dashflow_queue_waiting_runs", "dashflow_queue_oldest_seconds",
                        "dashflow_engine_busy_threads", "dashflow_runs_active", "dashflow_queue_running_runs")
        self.touch("go")
        for run in (first, second):
            self.get(f"/threads/{run['thread_id']}/runs/{run['run_id']}/join")
        run = self.begin("deaf")
        self.get(f"/threads/{run['thread_id']}/runs/{run['run_id']}/join")
        self.until_told("dashflow_engine_stuck_nodes", "dashflow_node_stuck_total")
        self.touch("heard")
        self.until(lambda: not self.look()["dashflow_engine_stuck_nodes"], "the node never returned")
        files["busy"].write_text(BUSY.replace("go on?", "really?"))
        self.ask("POST", f"/threads/{self.thread()}/runs/wait", {"assistant_id": "busy", "input": {}})
        self.until_told("dashflow_workflow_reloads_total", "dashflow_interrupts_total", "dashflow_queue_ended_total")
        files["busy"].write_text("nodes: [")
        self.until_told("dashflow_workflows_broken")
        files["busy"].write_text(BUSY)
        self.assertEqual(self.labels["dashflow_runs_started_total"], {"workflow"})
        self.terminate(host)

    def clients_of_all_kinds(self):
        """Clients without a key, that ask too often, that leave, that read too slowly."""
        self.configure(f"auth: {{keys: true}}\nlimits: {{rate: 100, burst: 100}}\n"
                       f"workflows: {{grow: {self.workflow(GROW % os.urandom(4000).hex(), 'grow.yaml')}}}\n")
        key, eager = (json.loads(self.ok("key", "create", name, "--scope", "read,run,write,admin", "--json").stdout)["text"]
                      for name in ("all", "eager"))
        host = self.serving()
        self.assertEqual(self.get("/metrics").status, 401)
        thread = self.ask("POST", "/threads", {}, x_api_key=key).json()["thread_id"]
        slow = self.stream(thread, key)
        self.until_told("dashflow_http_open_streams", x_api_key=key)
        self.until(lambda: [run["status"] for run in self.get(f"/threads/{thread}/runs", x_api_key=key).json()] == ["success"],
                   "the run went on and on")
        slow.read()
        leaver = self.stream(thread, key)
        leaver.fp.raw._sock.shutdown(2)
        self.until_told("dashflow_stream_frames_dropped_total", "dashflow_http_streams_dropped_total",
                        "dashflow_http_requests_abandoned_total", x_api_key=key)
        made = [self.ask("POST", "/assistants", {"graph_id": "grow", "assistant_id": thread}, x_api_key=key) for _ in range(2)]
        self.assertEqual([answer.status for answer in made], [200, 409])
        connection = self.connection()
        self.until(lambda: self.ask("GET", "/info", connection=connection, x_api_key=eager).status == 200
                   and any(self.ask("POST", "/threads/count", {}, connection=connection, x_api_key=eager).status == 429
                           for _ in range(1000)), "nobody was held back")
        self.until_told("dashflow_rate_limited_total", "dashflow_auth_refused_total", "dashflow_store_conflicts_total", x_api_key=key)
        self.terminate(host)

    def stream(self, thread, key):
        connection = http.client.HTTPConnection(urllib.parse.urlsplit(self.url).netloc, timeout=120)
        self.addCleanup(connection.close)
        body = {"assistant_id": "grow", "input": {}, "stream_mode": "updates", "on_disconnect": "cancel"}
        connection.connect()
        connection.sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 18)  # what the system keeps is no loss
        connection.request("POST", f"/threads/{thread}/runs/stream", json.dumps(body), {"x-api-key": key})
        return connection.getresponse()

    def crashes(self):
        """Threads that were cut off: one that goes on, one that cannot, one that ends its host."""
        self.configure("")
        self.cut("good", WORK.replace("file: go", "file: on"), "work")
        self.cut("bad", BOOM, "boom")
        self.touch("now")
        self.assertEqual(self.serving(attempts=2).wait(timeout=60), -signal.SIGSEGV)
        (self.folder / "now").unlink()
        host = self.serving(attempts=2)
        self.until_told("dashflow_recovery_suspected_total")
        self.touch("now")
        self.assertEqual(host.wait(timeout=60), -signal.SIGSEGV)
        host = self.serving(attempts=2)
        self.touch("on")
        self.until_told("dashflow_recovery_resumed_total", "dashflow_recovery_parked_total", "dashflow_recovery_ended_total",
                        "dashflow_recovery_unfinished_threads")
        self.terminate(host)
        self.cut("left", WORK.replace("file: go", "file: later"), "work")
        host = self.serving(command=[self.program, "--store", self.store, "serve", "--json"])
        self.until_told("dashflow_recovery_left_total")
        self.terminate(host)
        self.touch("later")

    def old_threads(self):
        """Threads that are deleted, and others that lose checkpoints."""
        self.configure("retention: {finished: 1ms, checkpoints: 1, sweep: 50ms}")
        self.ok("run", self.workflow(WORK, "work.yaml"), "--thread", "old")
        self.assertEqual(self.dashflow("run", self.folder / "busy.yaml", "--thread", "kept").returncode, 6)
        with sqlite3.connect(self.folder / "state.db") as database:
            cursor = database.execute("INSERT INTO blob(hash, touched, sum) VALUES (?, 1, 0)", (b"old",))
            database.execute("INSERT INTO blob_bytes(blob, bytes) VALUES (?, ?)", (cursor.lastrowid, b"x" * 1000))
        database.close()
        host = self.serving()
        self.until_told("dashflow_retention_threads_deleted_total", "dashflow_retention_threads_pruned_total",
                        "dashflow_retention_checkpoints_removed_total", "dashflow_retention_blobs_erased_total",
                        "dashflow_retention_sweeps_total")
        self.terminate(host)

    def store_in_trouble(self):
        """A disk that is full for a while."""
        disk = self.store_on_a_small_disk("1m")
        self.configure(f"workflows: {{fill: {self.workflow(FILL % os.urandom(2000).hex(), 'fill.yaml')}}}\n")
        host = self.serving()
        run = self.begin("fill", config={"recursion_limit": 1000})
        self.until_told("dashflow_store_held_commits", "dashflow_store_retries_total")
        self.assertEqual(self.look()["dashflow_store_up"], 0)
        subprocess.run(["mount", "-o", "remount,size=256m", disk], check=True)
        self.get(f"/threads/{run['thread_id']}/runs/{run['run_id']}/join")
        self.assertEqual(self.look()["dashflow_store_up"], 1)
        self.begin("fill", run["thread_id"], input={"log": [os.urandom(1 << 20).hex()]})
        self.until_told("dashflow_blobs_written_total")
        self.terminate(host)

    def test_every_family_is_raised(self):
        self.runs_of_all_kinds()
        self.clients_of_all_kinds()
        self.crashes()
        self.old_threads()
        self.store_in_trouble()
        never = {name for name in self.about if not self.most.get(name)} - ELSEWHERE
        self.assertEqual(never, set())
        self.assertGreaterEqual(len(self.about), 50)
        self.assert_page()

    def assert_page(self):
        rows = [f"| `{name}` | {self.about[name][0]} | {', '.join(sorted(self.labels.get(name, ())))} | {self.about[name][1]} |"
                for name in sorted(self.about)]
        if "DASHFLOW_WRITE_METRICS" in os.environ:
            head = PAGE.read_text().split("| `")[0]
            PAGE.write_text(head + "\n".join(rows) + "\n")
        written = [line for line in PAGE.read_text().splitlines() if line.startswith("| `")]
        self.assertEqual(written, rows, "DASHFLOW_WRITE_METRICS=1 writes the page anew")


if __name__ == "__main__":
    unittest.main()
