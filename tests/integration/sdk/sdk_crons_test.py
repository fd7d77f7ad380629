# SPDX-License-Identifier: Apache-2.0
"""Crons that fire, as the Python client of LangGraph orders them; the host's clock is set by libfaketime."""

import os
import re
import signal
import time
import unittest
from datetime import datetime, timezone

from sdk_host import SdkTest

CLOCK = "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1"

# Counts, then waits at `work` until the file `go` is there.
WORK = """
dashflow: 1
name: work
state: {n: {type: integer, default: 0}}
nodes:
  count: {type: core.set, with: {values: {n: {cel: n + 1}}}}
  work: {type: fixture.work, with: {file: go}, in: {n: {value: 1}}}
edges: [START -> count -> work]
"""


@unittest.skipUnless(os.path.exists(CLOCK) or "CI" in os.environ, "libfaketime is not installed")
class SdkCrons(SdkTest):
    def command(self, *arguments):
        return super().command("--plugin-path", os.environ["DASHFLOW_FIXTURES"], *arguments)

    def serve(self, at="2026-12-01 07:00:00"):
        """A host whose clock starts at that time, UTC."""
        self.workflow(WORK, "work.yaml")
        self.settings.write_text('workflows: {plain: plain.yaml, work: work.yaml}\nserver: {listen: ["127.0.0.1:0"]}\n')
        self.environment = {"LD_PRELOAD": CLOCK, "FAKETIME": f"@{at}", "TZ": "UTC", "FAKETIME_DONT_FAKE_MONOTONIC": "1"}
        super().serve()

    def killed_until(self, at):
        """A client of the next host, after a kill of the one that is there."""
        self.end(self.host, by=signal.SIGKILL)
        self.serve(at)
        return self.client()

    def until(self, get, is_so):
        for _ in range(1800):
            if is_so(got := get()):
                return got
            time.sleep(0.05)
        self.fail(f"never so: {got}")

    def ended(self, client, thread, count=1):
        """The runs of a thread, once so many of them have ended."""
        return self.until(lambda: client.runs.list(thread),
                          lambda runs: sum(run["status"] == "success" for run in runs) >= count)

    def next_of(self, client, **found):
        return [re.sub(r"\.0+Z$", "Z", cron["next_run_date"] or "never") for cron in client.crons.search(**found)]

    def thread(self, client):
        return client.threads.create()["thread_id"]

    def test_one_fires_while_the_host_lives(self):
        self.end(self.host)
        self.serve("2026-12-01 07:59:57")
        client = self.client()
        thread = self.thread(client)
        client.crons.create_for_thread(thread, "plain", schedule="* * * * *", input={"n": 1})
        runs = self.ended(client, thread)
        self.assertEqual(client.threads.get_state(thread)["values"]["n"], 2)
        self.assertEqual(runs[-1]["created_at"][:14], "2026-12-01T08:")

    def test_a_time_of_its_zone_that_was_missed_fires_once(self):
        client = self.client()
        thread = self.thread(client)
        client.crons.create_for_thread(thread, "plain", schedule="*/10 9 * * *", timezone="Europe/Berlin", input={"n": 1})
        self.assertEqual(self.next_of(client), ["2026-12-01T08:00:00Z"])
        client = self.killed_until("2026-12-01 08:31:00")
        self.ended(client, thread)
        self.assertEqual(self.next_of(client), ["2026-12-01T08:40:00Z"])
        client = self.killed_until("2026-12-01 08:32:00")
        self.assertEqual(len(client.runs.list(thread)), 1)
        client = self.killed_until("2026-12-01 23:00:00")
        self.ended(client, thread, count=2)
        self.assertEqual(self.next_of(client), ["2026-12-02T08:00:00Z"])

    def test_its_run_goes_on_after_a_kill_and_is_not_ordered_again(self):
        client = self.client()
        thread = self.thread(client)
        client.crons.create_for_thread(thread, "work", schedule="0 8 * * *", input={})
        client = self.killed_until("2026-12-01 08:00:05")
        self.until(lambda: client.threads.get_state(thread), lambda state: state["next"] == ["work"])
        client = self.killed_until("2026-12-01 08:00:30")
        (self.folder / "go").touch()
        self.assertEqual(len(self.ended(client, thread)), 1)
        self.assertEqual(client.threads.get_state(thread)["values"]["n"], 1)

    def test_one_ends_at_its_time_and_one_that_is_disabled_does_nothing(self):
        client = self.client()
        ends, sleeps = self.thread(client), self.thread(client)
        end = datetime(2026, 12, 1, 8, 30, tzinfo=timezone.utc)
        client.crons.create_for_thread(ends, "plain", schedule="0 * * * *", input={}, end_time=end)
        client.crons.create_for_thread(sleeps, "plain", schedule="0 * * * *", input={}, enabled=False)
        client = self.killed_until("2026-12-01 09:10:00")
        self.ended(client, ends)
        self.assertEqual(self.next_of(client, thread_id=ends), ["never"])
        self.assertEqual(client.runs.list(sleeps), [])
        sleeping = client.crons.search(thread_id=sleeps)[0]["cron_id"]
        client.crons.update(sleeping, enabled=True)
        self.assertEqual(self.next_of(client, thread_id=sleeps), ["2026-12-01T10:00:00Z"])
        client = self.killed_until("2026-12-01 10:00:10")
        self.ended(client, sleeps)
        self.assertEqual(len(client.runs.list(ends)), 1)

    def test_its_threads_are_kept_or_go(self):
        client = self.client()
        client.crons.create("plain", schedule="0 8 * * *", input={"n": 5}, on_run_completed="keep")
        client.crons.create("plain", schedule="0 8 * * *", input={"n": 7}, on_run_completed="delete")
        client = self.killed_until("2026-12-01 08:00:05")
        self.until(client.threads.search, lambda threads: [one["values"] for one in threads] == [{"n": 6}])
        self.assertEqual(self.next_of(client), ["2026-12-02T08:00:00Z"] * 2)


if __name__ == "__main__":
    unittest.main()
