# SPDX-License-Identifier: Apache-2.0
import json
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NINJA = """rule cc
  command = c++ -MD -MF $out.d -c $in -o $out
  deps = gcc
  depfile = $out.d
build run.o: cc ../host/run.cc
"""


class CheckTidy(unittest.TestCase):
    """A repository of one source and one header, built by ninja."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name).resolve()
        for name in ("host", "tools", "build", "tests"):
            (self.root / name).mkdir()
        shutil.copy(ROOT / ".clang-tidy", self.root)
        shutil.copy(ROOT / "tools/check_tidy.py", self.root / "tools")
        (self.root / "host/run.cc").write_text('#include "run.h"\nint Run() { return Add(1, 2); }\n')
        self.write_header("int a, int b")
        (self.root / "build/build.ninja").write_text(NINJA)
        entry = {"directory": str(self.root / "build"), "file": str(self.root / "host/run.cc"), "output": "run.o",
                 "command": f"/usr/bin/cmake -E env A=b /usr/bin/ccache /usr/bin/c++ -fpch-preprocess -o run.o -c {self.root}/host/run.cc"}
        (self.root / "build/compile_commands.json").write_text(json.dumps([entry]))

    def write_header(self, parameters):
        (self.root / "host/run.h").write_text(f"inline int Add({parameters}) {{ return a + b; }}\n")

    def run_check(self):
        build = self.root / "build"
        subprocess.run(["ninja", "-C", build], capture_output=True, check=True)
        return subprocess.run([sys.executable, "-B", self.root / "tools/check_tidy.py", build],
                              capture_output=True, text=True, check=False)

    def test_finds_too_many_parameters(self):
        self.write_header("int a, int b, int c = 0, int d = 0, int e = 0, int f = 0")
        done = self.run_check()
        self.assertEqual(done.returncode, 1)
        self.assertIn("readability-function-size", done.stdout)
        self.assertIn("1 groups with findings", done.stdout)

    def test_reads_sources_that_do_not_go_together_alone(self):
        entries = json.loads((self.root / "build/compile_commands.json").read_text())
        for name, parameters in (("a", "int"), ("b", "int, int, int, int, int, int")):
            source = f"namespace {{ int x; }}\nint {name}({parameters}) {{ return x; }}\n"
            (self.root / f"host/{name}.cc").write_text(source)
            entries.append({**entries[0], "file": str(self.root / f"host/{name}.cc"), "output": f"{name}.o",
                            "command": entries[0]["command"].replace("run", name)})
        (self.root / "build/compile_commands.json").write_text(json.dumps(entries))
        done = self.run_check()
        self.assertIn("function 'b' exceeds", done.stdout)
        self.assertNotIn("redefinition", done.stdout)

    def test_remembers_what_was_clean(self):
        self.assertIn("1 files, 0 known to be clean, 0 groups with findings", self.run_check().stdout)
        self.assertIn("1 files, 1 known to be clean, 0 groups with findings", self.run_check().stdout)

    def test_looks_again_when_a_header_changed(self):
        self.run_check()
        self.write_header("int a, int b = 1")
        self.assertIn("1 files, 0 known to be clean", self.run_check().stdout)

    def test_does_not_remember_what_had_findings(self):
        self.write_header("int a, int b, int c = 0, int d = 0, int e = 0, int f = 0")
        self.run_check()
        self.assertEqual(self.run_check().returncode, 1)


if __name__ == "__main__":
    unittest.main()
