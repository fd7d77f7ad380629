# SPDX-License-Identifier: Apache-2.0
"""Every header of the SDK stands by itself: the ABI as C11 and C++20 without padding, the wrapper as C++20."""

import sys
import unittest

from compile import INCLUDE, compile_text, compilers

ABI = sorted(INCLUDE.glob("dashflow/*.h"))
WRAPPER = sorted(INCLUDE.glob("dashflow/**/*.hpp"))


def include(path):
    return f"#include <{path.relative_to(INCLUDE)}>\n"


class Headers(unittest.TestCase):
    def check(self, compiler, language, text, *flags):
        accepted, said = compile_text(compiler, language, text, *flags)
        self.assertTrue(accepted, f"{compiler} as {language}:\n{text}{said}")

    def test_the_abi_compiles_as_c_and_cpp_and_has_no_hidden_padding(self):
        self.assertGreaterEqual(len(ABI), 7)
        for language in ("c", "c++"):
            for compiler in compilers(language):
                for path in ABI:
                    with self.subTest(path=path.name, compiler=compiler, language=language):
                        self.check(compiler, language, include(path), "-Wpadded")

    def test_each_header_of_the_wrapper_stands_by_itself(self):
        self.assertGreaterEqual(len(WRAPPER), 25)
        for path in WRAPPER:
            with self.subTest(path=path.name):
                self.check("g++", "c++", include(path), "-Wshadow")

    def test_the_whole_wrapper_compiles_with_each_compiler(self):
        text = "".join(map(include, WRAPPER))
        for compiler in compilers("c++"):
            with self.subTest(compiler=compiler):
                self.check(compiler, "c++", text, "-Wshadow", "-Wconversion", "-fno-rtti")


if __name__ == "__main__":
    print(f"{len(ABI)} ABI headers, {len(WRAPPER)} wrapper headers", file=sys.stderr)
    unittest.main()
