# SPDX-License-Identifier: Apache-2.0
"""A small repository that obeys every rule; a test breaks one and looks at what the check says."""

import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LICENCE = "// SPDX-License-Identifier: Apache-2.0\n"
FILES = {
    "host/LAYERS": "base:\nvalue: base\nexecutor: base\nengine: base value executor\nplugin: base sdk\nmain.cc: *\n",
    "host/base/id.h": f"{LICENCE}#pragma once\n#include <string>\n",
    "host/value/value.h": f'{LICENCE}#pragma once\n#include "host/base/id.h"\n',
    "host/engine/run.cc": f'{LICENCE}#include "host/value/value.h"\n',
    "host/executor/executor.cc": f"{LICENCE}#include <tbb/task_group.h>\n",
    "host/main.cc": f'{LICENCE}#include "host/engine/run.h"\n',
    "sdk/include/dashflow/abi.h": f"{LICENCE}#pragma once\n#include <stdint.h>\n",
    "sdk/include/dashflow/node.hpp": f"{LICENCE}#pragma once\n#include <dashflow/abi.h>\n#include <span>\n",
    "plugins/nodes/core/core.cc": f'{LICENCE}#include <dashflow/node.hpp>\n#include "core.h"\n',
    "plugins/nodes/core/core.h": f"{LICENCE}#pragma once\n",
    "plugins/storage/sqlite/store.cc": f"{LICENCE}#include <soci/soci.h>\n",
}
TOP = ("CMakeLists.txt", "README.md", "CMakePresets.json", ".clang-format", ".clang-tidy", ".gitignore", "LICENSE")
FOLDERS = ("host", "sdk", "plugins", "config", "tests", "tools", "packaging", ".ci")


class CheckTest(unittest.TestCase):
    """Runs `check` (the name of a program in tools/) on a tree in a temporary folder."""

    check = ""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name)
        for name in FOLDERS:
            (self.root / name).mkdir()
        for name in TOP:
            self.write(name, "\n")
        for name, text in FILES.items():
            self.write(name, text)

    def write(self, name, text):
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    def run_check(self):
        return subprocess.run([sys.executable, "-B", ROOT / "tools" / self.check, self.root],
                              capture_output=True, text=True, check=False)

    def assert_clean(self):
        done = self.run_check()
        self.assertEqual(done.returncode, 0, done.stderr)

    def assert_finds(self, *words):
        """Exactly one finding, with all of these words."""
        done = self.run_check()
        self.assertEqual(done.returncode, 1, done.stdout)
        self.assertIn(" 1 findings", done.stdout, done.stderr)
        for word in words:
            self.assertIn(word, done.stderr)
