#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs clang-tidy 14 over the compiled sources and remembers what was clean.

usage: tools/check_tidy.py BUILD_DIR [PART...]     PART: a path below the root (default: everything)

The headers cost most of the time, so up to eight sources of a folder are read as one; when they do not go
together (the same name in two anonymous namespaces), its halves are. A group is looked at again only when a command,
a source, one of its headers, a .clang-tidy or clang-tidy changed.
"""

import hashlib
import json
import os
import re
import shlex
import subprocess
import sys
import time
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

PROGRAM = "clang-tidy-14"
GROUP = 8
COMPILER = re.compile(r"(^|/)(c\+\+|g\+\+|cc|gcc|clang|clang\+\+)(-\d+)?$")
ROOT = Path(__file__).resolve().parent.parent
# gcc's own options, which clang-tidy would complain about or misread.
DROPPED = ("-fpch-preprocess", "-fno-gnu-unique", "-Winvalid-pch", "-Werror", "-fno-pch-timestamp")


def clean_command(entry):
    """Returns the compiler's arguments without launcher, precompiled header and output."""
    words = shlex.split(entry["command"])
    start = next(i for i, word in enumerate(words) if COMPILER.search(word))
    kept, skip = [], False
    for word, following in zip(words[start:], words[start + 1:] + [""]):
        if skip:
            skip = False
        elif word in ("-include", "-o", "-MT", "-MF") or (word == "-Xclang" and following in DROPPED):
            skip = True
        elif word not in (*DROPPED, "-MD", "-Xclang"):
            kept.append(word)
    return kept


def read_entries(build, parts):
    """Returns {path: compile command} of our own sources."""
    chosen = {}
    for entry in json.loads((build / "compile_commands.json").read_text()):
        path = Path(entry["file"]).resolve()
        if build in path.parents or ROOT not in path.parents:
            continue
        if not parts or path.relative_to(ROOT).as_posix().startswith(tuple(parts)):
            chosen.setdefault(path, entry)
    return chosen


def read_groups(entries):
    """Returns lists of sources of one folder and one command."""
    alike = defaultdict(list)
    for path, entry in sorted(entries.items()):
        words = [word for word in clean_command(entry) if Path(entry["directory"], word) != path]
        alike[path.parent, path.suffix, *words].append(path)
    return [paths[i:i + GROUP] for paths in alike.values() for i in range(0, len(paths), GROUP)]


def read_dependencies(build):
    """Returns {object: headers} from ninja's log; an object that was not built is missing."""
    text = subprocess.run(["ninja", "-C", build, "-t", "deps"], capture_output=True, text=True,
                          check=False).stdout
    result, current = {}, None
    for line in text.splitlines():
        if line.startswith("    "):
            current.append(line.strip())
        elif "#deps" in line and "VALID" in line:
            current = result.setdefault(line.split(":")[0], [])
        else:
            current = []
    return result


class Fingerprints:
    """Hashes our files by content, others by size and time, each once."""

    def __init__(self, build):
        self.build = build
        self.known = {}

    def of(self, name):
        if name not in self.known:
            self.known[name] = self.read(self.build / name)
        return self.known[name]

    def read(self, path):
        if not path.exists():
            return "gone"
        if ROOT in path.resolve().parents:
            return hashlib.sha256(path.read_bytes()).hexdigest()
        status = path.stat()
        return f"{status.st_size} {status.st_mtime_ns}"


def key_of(group, entries, dependencies, fingerprints, salt):
    """Returns the hash of everything that the findings of `group` depend on; None when it was not built."""
    text = [salt]
    for path in group:
        headers = dependencies.get(entries[path].get("output"))
        if headers is None:
            return None
        text += [entries[path]["command"], f"{path} {fingerprints.of(path)}"]
        text += [f"{name} {fingerprints.of(name)}" for name in headers if not name.endswith((".gch", ".pch"))]
    return hashlib.sha256("\n".join(text).encode()).hexdigest()


def config_of(path):
    """Returns the .clang-tidy nearest to `path`; each of ours is complete in itself."""
    return next(folder / ".clang-tidy" for folder in path.parents if (folder / ".clang-tidy").exists())


def run_tidy(source, like, entry):
    """Returns what clang-tidy says about `source`, read with the command and the checks of `like`."""
    words = [str(source) if Path(entry["directory"], word) == like else word for word in clean_command(entry)]
    command = [PROGRAM, "--quiet", f"--header-filter={ROOT}/(host|sdk|plugins|tests)/",
               f"--config-file={config_of(like)}", source, "--", *words[1:]]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=entry["directory"])
    return "" if done.returncode == 0 else done.stdout + done.stderr


def run_group(folder, group, entries):
    if len(group) == 1:
        return run_tidy(group[0], group[0], entries[group[0]])
    name = hashlib.sha256(str(group).encode()).hexdigest()[:16]
    together = folder / f"{name}{group[0].suffix}"
    together.write_text("".join(f'#include "{path}"  // NOLINT(bugprone-suspicious-include)\n' for path in group))
    words = run_tidy(together, group[0], entries[group[0]])
    if "clang-diagnostic-error" not in words:
        return words
    half = len(group) // 2
    return run_group(folder, group[:half], entries) + run_group(folder, group[half:], entries)


def salt_of_tools():
    version = subprocess.run([PROGRAM, "--version"], capture_output=True, text=True, check=True).stdout
    configs = sorted(ROOT.glob(".clang-tidy")) + sorted(ROOT.glob("*/.clang-tidy"))
    return version + "".join(config.read_text() for config in configs)


def report(group, words, seconds):
    place = os.path.commonpath(group) if len(group) > 1 else group[0]
    print(f"{os.path.relpath(place, ROOT)}: {len(group)} files, {'FINDINGS' if words else 'clean'} ({seconds:.1f} s)",
          flush=True)
    if words:
        print(words)


def check(build, parts):
    entries = read_entries(build, parts)
    folder = build / "tidy"
    folder.mkdir(exist_ok=True)
    dependencies, fingerprints, salt = read_dependencies(build), Fingerprints(build), salt_of_tools()
    groups = read_groups(entries)
    keys = [key_of(group, entries, dependencies, fingerprints, salt) for group in groups]
    due = [(group, key) for group, key in zip(groups, keys) if key is None or not (folder / key).exists()]

    def look_at(group):
        started = time.monotonic()
        return run_group(folder, group, entries), time.monotonic() - started

    failed = 0
    with ThreadPoolExecutor(int(os.environ.get("DASHFLOW_JOBS", os.cpu_count() or 2))) as pool:
        for (group, key), (words, seconds) in zip(due, pool.map(look_at, [group for group, _ in due])):
            report(group, words, seconds)
            failed += bool(words)
            if not words and key:
                (folder / key).touch()
    num_due = sum(len(group) for group, _ in due)
    print(f"tidy: {len(entries)} files, {len(entries) - num_due} known to be clean, {failed} groups with findings")
    return 1 if failed else 0


def main():
    if len(sys.argv) < 2 or sys.argv[1].startswith("-"):
        print(__doc__)
        return 2
    return check(Path(sys.argv[1]).resolve(), sys.argv[2:])


if __name__ == "__main__":
    sys.exit(main())
