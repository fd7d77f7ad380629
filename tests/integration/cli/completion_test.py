# SPDX-License-Identifier: Apache-2.0
"""`completion`: the scripts are what their shells accept, and offer all that the command line understands."""

import json
import re
import shutil
import subprocess
import unittest

from host import HostTest

SHELLS = ("bash", "zsh", "fish")


def commands(test, *path):
    """Every command with its help."""
    text = test.ok(*path, "--help").stdout
    yield path, text
    listed = text.split("Subcommands:\n")[1:]
    for name in re.findall(r"^  ([a-z]+)", listed[0] if listed else "", re.MULTILINE):
        yield from commands(test, *path, name)


class Completion(HostTest):
    def script(self, shell):
        path = self.folder / f"complete.{shell}"
        path.write_text(self.ok("completion", shell).stdout)
        return path

    def offered(self, *words):
        """What bash offers for the last of the words of a line."""
        line = " ".join(f"'{word}'" for word in ("dashflow", *words))
        done = subprocess.run(
            ["bash", "-c", f"source {self.script('bash')}; COMP_WORDS=({line}); COMP_CWORD={len(words)}; "
                           '_dashflow; printf "%s\\n" "${COMPREPLY[@]}"'],
            capture_output=True, text=True, timeout=60, check=True)
        self.assertEqual(done.stderr, "")
        return done.stdout.split()

    def test_shells_accept_the_scripts(self):
        for shell in filter(shutil.which, SHELLS):
            with self.subTest(shell):
                checked = subprocess.run([shell, "-n", self.script(shell)], capture_output=True, text=True, timeout=60)
                self.assertEqual((checked.returncode, checked.stderr), (0, ""))

    def test_every_command_and_option_is_in_every_script(self):
        scripts = {shell: self.script(shell).read_text() for shell in SHELLS}
        seen = 0
        for path, text in commands(self):
            for name in re.findall(r"^  (?:-\w,)?--([a-z-]+)", text, re.MULTILINE):
                seen += 1
                for shell, script in scripts.items():
                    self.assertIn(f" -l {name}" if shell == "fish" else f"--{name}", script, path)
        self.assertGreater(seen, 30)

    def test_commands_are_offered(self):
        self.assertTrue({"run", "workflow", "completion"} <= set(self.offered("")))
        self.assertEqual(self.offered("work"), ["workflow"])
        self.assertTrue({"graph", "validate"} <= set(self.offered("workflow", "")))

    def test_options_are_offered_with_those_that_stand_anywhere(self):
        self.assertTrue({"--thread", "--format", "--json"} <= set(self.offered("workflow", "graph", "-")))
        self.assertEqual(self.offered("workflow", "graph", "--form"), ["--format"])

    def test_choices_are_offered(self):
        self.assertEqual(self.offered("workflow", "graph", "--format", "s"), ["svg"])
        self.assertEqual(self.offered("completion", ""), [*SHELLS, "man"])

    def test_the_value_of_an_option_is_no_command(self):
        self.assertIn("graph", self.offered("--store", "run", "workflow", ""))
        self.assertEqual(self.offered("--store", "r"), [])

    def test_json_has_the_script(self):
        self.assertEqual(json.loads(self.ok("completion", "zsh", "--json").stdout)["script"], self.ok("completion", "zsh").stdout)

    def test_another_shell_is_a_mistake_of_usage(self):
        self.assertEqual(self.dashflow("completion", "tcsh").returncode, 2)
        self.assertEqual(self.dashflow("completion").returncode, 2)


if __name__ == "__main__":
    unittest.main()
