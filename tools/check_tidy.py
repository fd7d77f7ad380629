#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs clang-tidy 14 over the compiled sources, two at a time, and remembers what was clean.

usage: tools/check_tidy.py BUILD_DIR [PART...]     PART: a path below the root (default: everything)

A source is looked at again only when its command, its headers, a .clang-tidy or clang-tidy changed.
"""

import hashlib
import json
import os
import shlex
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

PROGRAM = "clang-tidy-14"
ROOT = Path(__file__).resolve().parent.parent
# gcc's own options, which clang-tidy would complain about or misread.
DROPPED = ("-fpch-preprocess", "-Winvalid-pch", "-Werror", "-fno-pch-timestamp")


def clean_command(entry):
    """Returns the compiler's arguments without launcher, precompiled header and output."""
    words = shlex.split(entry["command"])
    start = next(i for i, word in enumerate(words) if Path(word).name.startswith(("c++", "cc", "g", "clang")))
    kept, skip = [], False
    for word, following in zip(words[start:], words[start + 1:] + [""]):
        if skip:
            skip = False
        elif word in ("-include", "-o", "-MT", "-MF") or (word == "-Xclang" and following in DROPPED):
            skip = True
        elif word not in (*DROPPED, "-MD", "-Xclang"):
            kept.append(word)
    return kept


def launcher_free(entry):
    words = clean_command(entry)
    return {"directory": entry["directory"], "file": entry["file"], "arguments": words}


def read_entries(build, parts):
    """Returns the compile commands of our own files, one a file."""
    chosen = {}
    for entry in json.loads((build / "compile_commands.json").read_text()):
        path = Path(entry["file"]).resolve()
        if build in path.parents or ROOT not in path.parents:
            continue
        place = path.relative_to(ROOT).as_posix()
        if not parts or place.startswith(tuple(parts)):
            chosen.setdefault(place, entry)
    return chosen


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


def key_of(place, entry, dependencies, fingerprints, salt):
    headers = dependencies.get(entry.get("output"))
    if headers is None:
        return None
    own = [header for header in headers if not header.endswith((".gch", ".pch"))]
    text = [salt, entry["command"], fingerprints.of(ROOT / place)]
    text += [f"{header} {fingerprints.of(header)}" for header in own]
    return hashlib.sha256("\n".join(text).encode()).hexdigest()


def run_one(folder, place):
    """Returns (place, findings, seconds) of one source."""
    started = time.monotonic()
    command = [PROGRAM, "--quiet", f"--header-filter={ROOT}/(host|sdk|plugins|tests)/", "-p", folder,
               ROOT / place]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    words = "" if done.returncode == 0 else done.stdout + done.stderr
    return place, words, time.monotonic() - started


def salt_of_tools():
    version = subprocess.run([PROGRAM, "--version"], capture_output=True, text=True, check=True).stdout
    configs = sorted(ROOT.glob(".clang-tidy")) + sorted((ROOT / "tests").glob(".clang-tidy"))
    return version + "".join(config.read_text() for config in configs)


def check(build, parts):
    entries = read_entries(build, parts)
    folder = build / "tidy"
    folder.mkdir(exist_ok=True)
    (folder / "compile_commands.json").write_text(json.dumps([launcher_free(e) for e in entries.values()]))
    dependencies, fingerprints, salt = read_dependencies(build), Fingerprints(build), salt_of_tools()
    keys = {p: key_of(p, e, dependencies, fingerprints, salt) for p, e in entries.items()}
    due = [place for place, key in keys.items() if key is None or not (folder / key).exists()]
    failed = 0
    with ThreadPoolExecutor(int(os.environ.get("DASHFLOW_JOBS", os.cpu_count() or 2))) as pool:
        for place, words, seconds in pool.map(lambda place: run_one(folder, place), due):
            print(f"{place}: {'FINDINGS' if words else 'clean'} ({seconds:.1f} s)", flush=True)
            if words:
                failed += 1
                print(words)
            elif keys[place]:
                (folder / keys[place]).touch()
    print(f"tidy: {len(entries)} files, {len(entries) - len(due)} known to be clean, {failed} with findings")
    return 1 if failed else 0


def main():
    if len(sys.argv) < 2 or sys.argv[1].startswith("-"):
        print(__doc__)
        return 2
    return check(Path(sys.argv[1]).resolve(), sys.argv[2:])


if __name__ == "__main__":
    sys.exit(main())
