#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Checks that dependencies run one way: host/LAYERS, third-party borders, SDK, plugins, names.

usage: tools/check_layers.py [ROOT]
"""

import re
import sys
from pathlib import Path

from source_tree import CPP, Findings, files, root_of, walk

TOP = {"CMakeLists.txt", "host", "sdk", "plugins", "config", "tests", "tools", "packaging",
       "README.md", "CMakePresets.json", ".clang-format", ".clang-tidy", ".ci", ".gitignore",
       "LICENSE"}
LOCAL = {".git", "build", ".cache"}
BANNED = {"util", "utils", "common", "detail", "details", "impl", "misc", "helper", "helpers"}
# Third-party headers that belong to one place of host/, sdk/ and plugins/.
BORDERS = {"tbb/": "host/executor", "oneapi/": "host/executor", "boost/dll": "host/plugin",
           "boost/beast": "host/http", "boost/asio": "host/http", "soci/": "plugins/storage",
           "yaml-cpp/": "host/config", "sodium": "host/checkpoint/sealing",
           "zstd": "host/checkpoint/envelope"}
# Heavy headers that stay inside the module that uses them.
PRIVATE = ("boost/json", "yaml-cpp/")
C_HEADERS = {f"{name}.h" for name in (
    "assert complex ctype errno fenv float inttypes iso646 limits locale math setjmp signal "
    "stdalign stdarg stdatomic stdbool stddef stdint stdio stdlib stdnoreturn string tgmath "
    "threads time uchar wchar wctype").split()}
INCLUDE = re.compile(r'^\s*#\s*include\s*(?:"([^"]+)"|<([^>]+)>)')
LINKED = re.compile(r"dashflow_module\(\s*(\w+)\b[^)]*?\bDEPS\b([^)]*)")
KEYWORDS = {"SOURCES", "LINK"}


def includes(path):
    """Yields (line, quoted, target) of each include directive."""
    for number, line in enumerate(path.read_text(errors="replace").splitlines(), 1):
        match = INCLUDE.match(line)
        if match:
            yield number, match[1] is not None, match[1] or match[2]


def read_layers(root, findings):
    """Returns {module: allowed names} of host/LAYERS; a module may name only modules above it."""
    path = root / "host/LAYERS"
    layers = {}
    for number, line in enumerate(path.read_text().splitlines(), 1):
        text = line.split("#")[0].strip()
        if not text:
            continue
        module, _, allowed = text.partition(":")
        names = set(allowed.split())
        for name in names - layers.keys() - {"sdk", "*"}:
            findings.add(path, number, f"{module} names {name}, which is not listed above it",
                         "move the line or drop the name: the list has no cycles")
        layers[module] = names
    return layers


def may_include(layers, module, other):
    return other == module or other in layers[module] or "*" in layers[module]


def check_host_include(path, number, quoted, target, module, layers, findings):
    if target.startswith("dashflow/"):
        if not may_include(layers, module, "sdk"):
            findings.add(path, number, f"{module} includes the SDK", "only host/plugin crosses the ABI")
        return
    if not quoted:
        return
    parts = target.split("/")
    if parts[0] != "host" or len(parts) < 3:
        findings.add(path, number, f'"{target}" does not start at the root of the repository',
                     'write "host/<module>/<file>"')
    elif not may_include(layers, module, parts[1]):
        findings.add(path, number, f"{module} includes {parts[1]}",
                     f"host/LAYERS allows {module}: {' '.join(sorted(layers[module])) or 'nothing'}")


def check_host(root, layers, findings):
    for path in files(root):
        parts = path.relative_to(root).parts
        if parts[0] != "host":
            continue
        module = parts[1]
        if module not in layers:
            findings.add(path, 0, f"module {module} is not in host/LAYERS", "give it a line there")
            continue
        for number, quoted, target in includes(path):
            check_host_include(path, number, quoted, target, module, layers, findings)


def check_linking(root, layers, findings):
    for path in sorted((root / "host").glob("*/CMakeLists.txt")):
        for module, deps in LINKED.findall(path.read_text()):
            for name in deps.split():
                if name in KEYWORDS:
                    break
                if module in layers and not may_include(layers, module, name):
                    findings.add(path, 0, f"{module} links {name}", "host/LAYERS does not allow it")


def border_of(target):
    for prefix, place in BORDERS.items():
        if target.startswith(prefix):
            return place
    return None


def check_third_party(root, findings):
    holders = {}
    for path in files(root):
        place = path.relative_to(root).as_posix()
        for number, _, target in includes(path):
            border = border_of(target)
            if border and not place.startswith(("tests/", f"{border}/")):
                findings.add(path, number, f"<{target}> is used", f"it belongs to {border} only")
            if place.startswith("host/") and path.suffix == ".h" and target.startswith(PRIVATE):
                holders[place] = target
    check_private_headers(root, holders, findings)


def check_private_headers(root, holders, findings):
    for path in files(root):
        module = path.relative_to(root).parts[:2]
        for number, _, target in includes(path):
            if target in holders and Path(target).parts[:2] != module:
                findings.add(path, number, f'"{target}" drags in <{holders[target]}>',
                             "keep that library inside its module")


def is_standard(target, c_only):
    return target in C_HEADERS or (not c_only and "/" not in target and "." not in target)


def check_sdk(root, findings):
    base = root / "sdk/include"
    for path in files(root):
        if base not in path.parents:
            continue
        for number, quoted, target in includes(path):
            own = (base / target).exists() or (quoted and (path.parent / target).exists())
            if not own and not is_standard(target, path.suffix == ".h"):
                findings.add(path, number, f"<{target}> in the SDK",
                             "sdk/include includes itself and the standard library only")


def shared_folders(root, kind):
    """Returns the folders of `kind`, such as plugins/storage, whose build makes no plugin."""
    return [f"{kind}/{script.parent.name}/" for script in (root / kind).glob("*/CMakeLists.txt")
            if "dashflow_add_plugin" not in script.read_text()]


def check_plugins(root, findings):
    """A bundled plugin is written as a stranger's: public SDK, its own files, third-party headers.

    Folders of its kind that are no plugins hold what several of them share.
    """
    for path in files(root):
        parts = path.relative_to(root).parts
        if parts[0] != "plugins":
            continue
        own = "/".join(parts[:3])
        allowed = (f"{own}/", *shared_folders(root, "/".join(parts[:2])))
        for number, quoted, target in includes(path):
            beside = quoted and (path.parent / target).exists()
            if target.startswith("host/") or (quoted and not beside and not target.startswith(allowed)):
                findings.add(path, number, f'"{target}" is neither the SDK nor {own}',
                             "a plugin includes <dashflow/...>, its own files and libraries")


def check_names(root, findings):
    present = {path.name for path in root.iterdir()} - LOCAL
    for name in sorted(present - TOP):
        findings.add(root / name, 0, "not part of the top level", "move it into one of its folders")
    for name in sorted(TOP - present):
        findings.add(root / name, 0, "missing at the top level", "the top level is fixed")
    for folder, subfolders, names in walk(root):
        for name in subfolders + names:
            if name.split(".")[0] in BANNED:
                findings.add(folder / name, 0, "a name that says nothing", "name it after its concept")


def main():
    root = root_of(sys.argv)
    findings = Findings(root)
    layers = read_layers(root, findings)
    check_host(root, layers, findings)
    check_linking(root, layers, findings)
    check_third_party(root, findings)
    check_sdk(root, findings)
    check_plugins(root, findings)
    check_names(root, findings)
    return findings.finish("layers", sum(1 for _ in files(root, CPP)))


if __name__ == "__main__":
    sys.exit(main())
