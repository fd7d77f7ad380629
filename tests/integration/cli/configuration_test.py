# SPDX-License-Identifier: Apache-2.0
"""The configuration: layers, their origin, and what a command makes of them."""

import json
import os
import subprocess
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
        lines = [json.loads(line) for line in found.stdout.splitlines()]
        self.assertEqual([line["error"]["code"] for line in lines[:-1]], ["unknown_key", "config_invalid"])
        self.assertEqual(lines[-1], {"valid": False, "files": []})
        self.assertIn("store: ", self.dashflow("config", "show").stdout)

    def test_a_configuration_that_cannot_be_read(self):
        self.error(3, "file_not_found", "--config", self.folder / "missing.yaml", "version")

    def machine(self, **files):
        """A conf.d in place of the machine's, with these texts by name."""
        folder = self.folder / "etc/conf.d"
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in files.items():
            (folder / f"{name}.yaml").write_text(text)
        return {"DASHFLOW_CONFIG_DIR": str(folder.parent)}

    def test_a_broken_file_among_good_ones(self):
        env = self.machine(a="workers: 2\n", b="store: [\n", c="stores: {main: memory}\n")
        broken = self.folder / "etc/conf.d/b.yaml"
        for command in (("version",), ("run", WORKFLOWS / "loop.yaml"), ("threads", "list"), ("doctor",)):
            error = self.error(78, "yaml_unclosed", *command, env=env)
            self.assertEqual((error["at"]["file"], error["at"]["line"]), (str(broken), 2))
        self.assertFalse((self.folder / ".dashflow").exists())
        checked = self.dashflow("config", "check", env=env)
        self.assertEqual(checked.returncode, 78)
        self.assertIn(f"{broken}:2:", checked.stderr)
        self.assertEqual(checked.stdout.splitlines()[1:], [f"ok {broken.with_name(name)}" for name in ("a.yaml", "c.yaml")])
        shown = self.dashflow("config", "show", env=env)
        self.assertIn("workers: 2\n", shown.stdout)
        self.assertIn("yaml_unclosed", shown.stderr)

    def test_folders_and_files_without_permission(self):
        become = self.as_another_user()
        env = self.machine(a="workers: 2\n")
        conf = self.folder / "etc/conf.d"
        for path, mode in ((conf, 0o755), (conf.parent, 0o755), (conf / "a.yaml", 0o644)):
            with self.subTest(path.name):
                path.chmod(0)
                error = self.error(77, "unauthorized", "config", "check", env=env, **become)
                path.chmod(mode)
                self.assertIn(str(path), error["message"])
                self.assertIn("Permission denied", error["cause"])
        self.ok("config", "check", env=env, **become)

    def test_what_is_no_file(self):
        place = self.folder / ".dashflow/config.yaml"
        place.mkdir(parents=True)
        self.assertIn("is a folder", self.error(2, "not_a_file", "version")["message"])
        place.rmdir()
        place.symlink_to("gone.yaml")
        self.assertIn("a symbolic link to gone.yaml", self.whole_error(3, "file_not_found", "version")["cause"])
        place.unlink()
        os.mkfifo(place)
        self.assertIn("no regular file", self.error(2, "not_a_file", "version")["message"])
        self.assertIn("nobody writes", self.whole_error(1, "io_error", "--config", place, "version")["cause"])

    def test_a_configuration_may_come_through_a_pipe(self):
        shown = subprocess.run(["bash", "-c", f"'{self.program}' --config <(echo 'workers: 7') config show"],
                               capture_output=True, text=True, timeout=100, cwd=self.folder, check=True)
        self.assertIn("workers: 7\n", shown.stdout)

    def test_a_huge_configuration_is_refused(self):
        self.project("# nothing\n" * 1_000_000)
        self.assertIn("more than 8388608 bytes", self.error(78, "file_too_large", "version")["message"])

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
