# SPDX-License-Identifier: Apache-2.0
"""One case of the golden files: what it needs, what is typed, and what the program must print."""

import os
import pathlib
import re
import subprocess

ROOT = pathlib.Path(os.environ.get("DASHFLOW_SOURCE", pathlib.Path(__file__).parents[3])).resolve()
BUILD = ROOT / "build/debug"  # by hand; a test names its own
PROGRAM = pathlib.Path(os.environ.get("DASHFLOW_PROGRAM", BUILD / "bin/dashflow")).resolve()
CASES = ROOT / "tests/conformance/errors/cases"
PLACES = {"errant": os.environ.get("DASHFLOW_ERRANT", str(BUILD / "tests/conformance/errors/plugins")),
          "fixtures": os.environ.get("DASHFLOW_FIXTURES", str(BUILD / "tests/fixtures")),
          "plugins": str(PROGRAM.parent.parent / "lib/dashflow/plugins"), "source": str(ROOT)}
SECTION = re.compile(r"^-- (\S+) --$")
EXPECTED = "expected"
# What differs from run to run.
VOLATILE = [(re.compile(r"\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b"), "{id}"),
            (re.compile(r"\bw-[0-9a-f]{32}\b"), "{version}"),
            (re.compile(r"\bprocess \d+ "), "process {pid} "),
            (re.compile(r"OS thread \d+ '[^']*'"), "OS thread {thread}")]


def all_cases():
    return sorted(CASES.rglob("*.txt"))


def code_of(path):
    """`store_locked` of store_locked.txt and of store_locked-read.txt."""
    return path.stem.split("-")[0]


class Case:
    """A text: `key: value` lines (needs, setup, run), then files, the last of which is `expected`."""

    def __init__(self, path):
        self.path = path
        self.head, self.files = [], {}
        part = self.head
        for line in path.read_text().splitlines():
            named = SECTION.match(line)
            if named:
                part = self.files.setdefault(named.group(1), [])
            else:
                part.append(line)

    def values(self, key):
        return [line[len(key) + 1:].strip() for line in self.head if line.startswith(key + ":")]

    def expected(self):
        return "\n".join(self.files.get(EXPECTED, []))

    def rewrite(self, text):
        kept = {name: lines for name, lines in self.files.items() if name != EXPECTED}
        parts = list(self.head)
        for name, lines in kept.items():
            parts += [f"-- {name} --", *lines]
        self.path.write_text("\n".join([*parts, f"-- {EXPECTED} --", text]) + "\n")

    def prepare(self, folder):
        for name, lines in self.files.items():
            if name == EXPECTED:
                continue
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text("\n".join(lines) + "\n")
        for script in self.values("setup"):
            shell(script, folder, check=True)

    def run(self, folder):
        """The exit status, then every error and warning as it was printed, with placeholders for what varies."""
        self.prepare(folder)
        done = shell("; ".join(self.values("run")), folder)
        return f"exit {done.returncode}\n" + placeholders(blocks(done.stderr), folder)


def environment():
    clean = {name: value for name, value in os.environ.items() if not name.startswith("DASHFLOW")}
    return {**clean, **PLACES, "PATH": f"{PROGRAM.parent}:{os.environ['PATH']}", "NO_COLOR": "1"}


def shell(script, folder, check=False):
    return subprocess.run(["bash", "-c", script], cwd=folder, env=environment(), capture_output=True, text=True,
                          errors="replace",
                          timeout=100, check=check, stdin=subprocess.DEVNULL)


def blocks(text):
    """Errors and warnings with the lines that belong to them; not what a run tells of its progress."""
    kept, inside = [], False
    for line in text.splitlines():
        begins = re.match(r"(error|warning)\[", line)
        inside = bool(begins) or (inside and bool(re.match(r"\s", line)))
        if inside:
            kept.append(line)
    return "\n".join(kept)


def placeholders(text, folder):
    for name, place in {"folder": str(folder), **PLACES}.items():
        text = text.replace(place, "{" + name + "}")
    for pattern, name in VOLATILE:
        text = pattern.sub(name, text)
    return text
