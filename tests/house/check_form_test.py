# SPDX-License-Identifier: Apache-2.0
import unittest

from fixture_tree import LICENCE, CheckTest


class CheckForm(CheckTest):
    check = "check_form.py"

    def assert_finds_line(self, line, words):
        self.write("host/base/id.cc", f"{LICENCE}{line}\n")
        self.assert_finds("host/base/id.cc:2", words)

    def test_accepts_a_tree_that_obeys(self):
        self.assert_clean()

    def test_finds_a_file_without_licence(self):
        self.write("host/base/id.cc", "int x;\n")
        self.assert_finds("no licence line")

    def test_finds_a_header_without_guard(self):
        self.write("host/base/id.h", LICENCE)
        self.assert_finds("no include guard")

    def test_accepts_the_classic_guard_of_c(self):
        self.write("sdk/include/dashflow/abi.h", f"{LICENCE}#ifndef DASHFLOW_ABI_H\n#define DASHFLOW_ABI_H\n#endif\n")
        self.assert_clean()

    def test_finds_a_friend(self):
        self.assert_finds_line("  friend class Other;", "a friend")

    def test_finds_a_namespace_that_says_nothing(self):
        self.assert_finds_line("namespace dashflow::detail {", "a namespace that says nothing")

    def test_finds_a_banner(self):
        self.assert_finds_line("// ----- Methods -----", "a banner")

    def test_finds_dead_code(self):
        self.assert_finds_line("#if 0", "dead code")

    def test_finds_unfinished_work(self):
        self.assert_finds_line("// TO" + "DO later", "unfinished work")


if __name__ == "__main__":
    unittest.main()
