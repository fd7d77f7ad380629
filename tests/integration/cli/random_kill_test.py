# SPDX-License-Identifier: Apache-2.0
"""SIGKILL at random instants of runs that are under way: continued each time, they end as a run that was left alone.

DASHFLOW_KILL_FILES, DASHFLOW_KILLS and DASHFLOW_KILL_SEED set size and chance; `tools/dev kill` runs the full size.
"""

import json
import os
import random
import signal
import subprocess
import time
import unittest

from host import HostTest, WORKFLOWS

FILES = int(os.environ.get("DASHFLOW_KILL_FILES", "300"))
KILLS = int(os.environ.get("DASHFLOW_KILLS", "50"))
SEED = int(os.environ.get("DASHFLOW_KILL_SEED", "7"))


class RandomKills(HostTest):
    def setUp(self):
        super().setUp()
        self.source = random.Random(SEED)
        self.input = json.dumps({"folder": str(self.files(FILES, words=200))})
        self.events = self.folder / "events"
        self.reports = [self.folder / name for name in ("digest.json", "digest.md")]
        self.duration = None

    def start(self, thread):
        return self.spawn("run", WORKFLOWS / "digest.yaml", "--input", self.input, "--param", f"out={self.folder}",
                          "--thread", thread)

    def resume(self, thread):
        return self.spawn("resume", thread)

    def spawn(self, *arguments):
        """Its events go to a file: a pipe that nobody empties would stop it."""
        with self.events.open("wb") as events:
            return subprocess.Popen(self.command(*arguments, "--yes", "--json"), stdout=events, stderr=subprocess.DEVNULL,
                                    cwd=self.folder)

    def wait_until_under_way(self, process):
        while b'"task.started"' not in self.events.read_bytes() and process.poll() is None:
            time.sleep(0.001)

    def assert_success(self, process):
        self.assertEqual(process.wait(), 0, self.events.read_text()[-2000:])

    def is_done(self, thread):
        return json.loads(self.ok("threads", "show", thread, "--json").stdout)["status"] == "done"

    def kill(self, process, thread):
        """True when it hit a run under way; false when the run had ended before."""
        self.wait_until_under_way(process)
        time.sleep(self.source.uniform(0, self.duration / 2))
        process.kill()
        if process.wait() != -signal.SIGKILL:
            self.assert_success(process)
        return not self.is_done(thread)

    def run_and_kill(self, thread, most):
        """Runs a thread to its end with at most so many kills; returns how many of them landed."""
        process = self.start(thread)
        landed = 0
        while landed < most:
            if not self.kill(process, thread):
                self.duration *= 0.8  # the machine has become faster
                return landed
            landed += 1
            process = self.resume(thread)
        self.assert_success(process)
        return landed

    def what_it_left(self, thread):
        """State and reports; the reports are removed, so that the next run has to write its own."""
        left = [self.state(thread), *(report.read_bytes() for report in self.reports)]
        for report in self.reports:
            report.unlink()
        return left

    def run_alone(self):
        process = self.start("alone")
        self.wait_until_under_way(process)
        begun = time.monotonic()
        self.assert_success(process)
        self.duration = time.monotonic() - begun
        left = self.what_it_left("alone")
        self.assertEqual(left[0]["words"], 202 * FILES)
        return left

    def test_ends_as_a_run_left_alone(self):
        expected = self.run_alone()
        landed = []
        while sum(landed) < KILLS and len(landed) < KILLS:
            thread = f"killed-{len(landed)}"
            landed.append(self.run_and_kill(thread, KILLS - sum(landed)))
            self.assertEqual(self.what_it_left(thread), expected)
        print(f"{sum(landed)} kills landed in {len(landed)} runs of {FILES} files; alone it takes {self.duration:.2f} s")
        self.assertEqual(sum(landed), KILLS)


if __name__ == "__main__":
    unittest.main()
