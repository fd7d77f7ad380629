# SPDX-License-Identifier: Apache-2.0
"""The world of a case: a store, a ledger, hosts that are killed, and what an observer outside has seen of them."""

import json
import os
import pathlib
import shutil
import signal
import subprocess
import tempfile
import time

PROGRAM = pathlib.Path(os.environ["DASHFLOW_PROGRAM"])
PLUGINS = os.environ["DASHFLOW_CHAOS_PLUGINS"]
PRELOADS = os.environ.get("DASHFLOW_CHAOS_PRELOADS", "")  # the folder of what is loaded into hosts
PATIENCE = 120  # seconds for anything that must end

# A cycle of parallel siblings that end one after the other, and a fan-out: each task leaves a line in the ledger.
ROUNDS = """
dashflow: 1
name: rounds
state:
  round: {{type: integer, default: 0}}
  tokens: {{reduce: append}}
  items: {{type: array, default: [0, 1, 2, 3]}}
output: [round, tokens]
nodes:
  tick: {{type: core.set, with: {{values: {{round: {{cel: round + 1}}}}}}}}
  a: {{type: chaos.effect, with: {{ledger: '{ledger}', bytes: {bytes}}}, out: {{token: tokens}}}}
  b: {{type: chaos.effect, with: {{ledger: '{ledger}', ms: {ms}}}, out: {{token: tokens}}}}
  c: {{type: chaos.effect, with: {{ledger: '{ledger}', ms: {slow}}}, out: {{token: tokens}}}}
  joined: {{type: core.set, with: {{values: {{}}}}}}
  each: {{type: chaos.effect, with: {{ledger: '{ledger}'}}, out: {{token: tokens}}}}
edges:
  - START -> tick -> a & b & c
  - a & b & c -> joined
  - {{from: joined, each: items, to: each, as: item}}
  - {{gather: each, to: tick, when: round < {rounds}}}
limits: {{steps: 100000}}
"""

# Effects on both sides of a question.
ASKS = """
dashflow: 1
name: asks
state: {{tokens: {{reduce: append}}, answers: {{reduce: append}}}}
output: [tokens, answers]
nodes:
  before: {{type: chaos.effect, with: {{ledger: '{ledger}'}}, out: {{token: tokens}}}}
  ask: {{type: core.approve, with: {{question: 'go on?'}}, out: {{answer: answers}}}}
  after: {{type: chaos.effect, with: {{ledger: '{ledger}'}}, out: {{token: tokens}}}}
edges: [START -> before -> ask -> after]
"""


class Violation(Exception):
    """Something that must always hold does not."""


def expect(holds, what):
    if not holds:
        raise Violation(what)


class Host:
    """A process of dashflow that runs a command, and the events that it has told."""

    def __init__(self, world, arguments, env, prefix):
        self.events = world.folder / f"events-{world.count()}"
        with self.events.open("wb") as out:
            self.process = subprocess.Popen([*prefix, *world.command(*arguments), "--json"], stdout=out, stderr=subprocess.PIPE,
                                            cwd=world.folder, env={**os.environ, **world.env, **(env or {})})
        world.hosts.append(self)

    def told(self):
        """The events that have arrived whole."""
        events = []
        for line in self.events.read_bytes().split(b"\n")[:-1]:
            try:
                events.append(json.loads(line))
            except ValueError:
                continue  # a line that was being written when the host died
        return events

    def until(self, event):
        """Until it has told of such an event, or has ended."""
        wanted = f'"{event}"'.encode()
        end = time.monotonic() + PATIENCE
        while wanted not in self.events.read_bytes() and self.process.poll() is None:
            expect(time.monotonic() < end, f"no event {event} in {PATIENCE} s")
            time.sleep(0.001)

    def kill(self):
        self.process.kill()
        return self.wait()

    def failure(self):
        return "; ".join(json.dumps(event["error"]) for event in self.told() if event.get("error")) + self.errors

    def wait(self, patience=PATIENCE):
        try:
            self.errors = self.process.communicate(timeout=patience)[1].decode(errors="replace")
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise Violation(f"a host did not end in {patience} s: {self.process.args}") from None
        return self.process.returncode


class World:
    def __init__(self, store, source):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="dashflow-chaos-"))
        self.source = source  # of chance
        self.ledger = self.folder / "ledger"
        self.ledger.touch()
        self.env = {"DASHFLOW__SERVER__LISTEN": '["127.0.0.1:0"]'}  # beside other hosts
        self.hosts = []
        self.numbers = 0
        self.store = store(self)

    def close(self):
        for host in self.hosts:
            if host.process.poll() is None:
                host.process.send_signal(signal.SIGCONT)
                host.kill()
        self.store.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def count(self):
        self.numbers += 1
        return self.numbers

    def command(self, *arguments):
        return [str(PROGRAM), "--store", self.store.address, "--plugin-path", PLUGINS, *map(str, arguments)]

    def workflow(self, text=ROUNDS, rounds=6, ms=5, slow=15, bytes=0):
        path = self.folder / f"{text.split('name: ')[1].split()[0]}-{rounds}-{ms}-{bytes}.yaml"
        path.write_text(text.format(ledger=self.ledger, rounds=rounds, ms=ms, slow=slow, bytes=bytes))
        return path

    def start(self, *arguments, env=None, prefix=()):
        return Host(self, arguments, env, prefix)

    def run(self, workflow, thread, **options):
        return self.start("run", workflow, "--thread", thread, **options)

    def resume(self, thread, *arguments, **options):
        return self.start("resume", thread, *arguments, **options)

    def ask(self, *arguments, status=(0,)):
        """What a command that reads prints, as JSON lines."""
        done = subprocess.run([*self.command(*arguments), "--json"], capture_output=True, text=True, timeout=PATIENCE,
                              cwd=self.folder, env={**os.environ, **self.env}, check=False)
        expect(done.returncode in status, f"`dashflow {' '.join(map(str, arguments))}` exits with {done.returncode}: {done.stdout}{done.stderr}")
        return [json.loads(line) for line in done.stdout.splitlines()]

    def exists(self, thread):
        return "thread" in self.ask("threads", "show", thread, status=(0, 3))[0]

    def go_on(self, thread, workflow, *arguments, **options):
        """Continues a thread, or starts it if nothing of it has become durable."""
        if self.exists(thread):
            return self.resume(thread, *arguments, **options)
        return self.run(workflow, thread, **options)

    def heal(self, thread, workflow, *arguments):
        """Without any fault the thread must come to its end."""
        status = self.go_on(thread, workflow, *arguments).wait()
        if status == 4:  # it had ended, and only its end was not told
            expect(self.ask("threads", "show", thread)[0]["status"] == "done", "a thread that is not done cannot go on")
            return
        expect(status == 0, f"healed, it ends with {status}: {self.hosts[-1].failure()}")
