# SPDX-License-Identifier: Apache-2.0
"""The configuration: layers, their origin, and what a command makes of them."""

import json
import unittest

from host import HostTest, WORKFLOWS


class Configuration(HostTest):
    def command(self, *arguments):
        return [self.program, *map(str, arguments)]

    def project(self, text):
        (self.folder / ".dashflow").mkdir(exist_ok=True)
        (self.folder / ".dashflow/config.yaml").write_text(text)

    def shown(self, *arguments, env=None):
        lines = self.ok(*arguments, "config", "show", "--origin", "--json", env=env).stdout.splitlines()
        return {entry["key"]: (entry["value"], entry["origin"]) for entry in map(json.loads, lines)}

    def test_each_layer_covers_the_one_below(self):
        self.assertEqual(self.shown()["workers"], (0, "built in"))
        self.project("workers: 2\n")
        self.assertEqual(self.shown()["workers"], (2, ".dashflow/config.yaml:1"))
        other = self.workflow("workers: 3\n", "other.yaml")
        self.assertEqual(self.shown("--config", other)["workers"], (3, f"{other}:1"))
        env = {"DASHFLOW__WORKERS": "4"}
        self.assertEqual(self.shown(env=env)["workers"], (4, "environment DASHFLOW__WORKERS"))
        self.assertEqual(self.shown("--workers", "5", env=env)["workers"], (5, "flag --workers"))

    def test_stores_and_workflows_have_names(self):
        self.project(f"store: mine\nstores: {{mine: 'sqlite:named.db'}}\nworkflows: {{counting: {WORKFLOWS / 'loop.yaml'}}}\n")
        self.assertEqual(json.loads(self.ok("run", "counting").stdout)["n"], 10)
        self.assertTrue((self.folder / "named.db").exists())
        self.assertEqual(len(self.ok("threads", "list").stdout.splitlines()), 1)

    def test_plugins_are_found_where_the_configuration_says(self):
        self.project("plugins: {path: [nowhere]}\n")
        warned = self.dashflow("plugin", "list", "--why")
        self.assertIn(".dashflow/nowhere", warned.stdout + warned.stderr)

    def test_mistakes_stop_every_command_but_those_that_look_at_them(self):
        self.project("stroe: memory\nworkers: -1\n")
        error = self.error(78, "unknown_key", "run", WORKFLOWS / "loop.yaml")
        self.assertIn("store", error["fix"])
        self.assertEqual(error["at"]["line"], 1)
        found = self.dashflow("config", "check", "--json")
        self.assertEqual(found.returncode, 78)
        self.assertEqual(len(found.stdout.splitlines()), 2)
        self.assertIn("store: ", self.dashflow("config", "show").stdout)

    def test_a_configuration_that_cannot_be_read(self):
        self.error(3, "file_not_found", "--config", self.folder / "missing.yaml", "version")

    def test_init_writes_a_file_that_changes_nothing(self):
        self.ok("config", "init")
        self.assertIn("1 file", self.ok("config", "check").stdout)
        self.assertEqual(self.shown()["store"][1], "built in")
        self.error(4, "file_exists", "config", "init")

    def test_the_schema_is_printed(self):
        schema = json.loads(self.ok("config", "schema").stdout)
        self.assertEqual(schema["properties"]["workers"]["maximum"], 1024)


if __name__ == "__main__":
    unittest.main()
