# SPDX-License-Identifier: Apache-2.0
import unittest

from fixture_tree import CheckTest


class CheckSizes(CheckTest):
    check = "check_sizes.py"

    def assert_limit(self, name, limit, start=""):
        self.write(name, start + "\n" * limit)
        self.assert_clean()
        self.write(name, start + "\n" * (limit + 1))
        self.assert_finds(name, f"{limit + 1} lines, the limit is {limit}")

    def test_limits_a_header(self):
        self.assert_limit("host/base/id.h", 300)

    def test_limits_a_header_of_the_abi(self):
        self.assert_limit("sdk/include/dashflow/abi.h", 150)

    def test_limits_a_source(self):
        self.assert_limit("host/base/id.cc", 500)

    def test_limits_a_test(self):
        self.assert_limit("tests/unit/base/id_test.cc", 500)

    def test_limits_the_build_at_the_top(self):
        self.assert_limit("CMakeLists.txt", 80)

    def test_limits_a_program_without_suffix(self):
        self.assert_limit("tools/dev", 150, "#!/bin/bash")

    def test_limits_the_files_of_a_folder(self):
        for number in range(24):
            self.write(f"host/value/part_{number}.cc", "\n")
        self.assert_finds("host/value", "25 source files, the limit is 24")


if __name__ == "__main__":
    unittest.main()
