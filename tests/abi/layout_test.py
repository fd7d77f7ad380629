# SPDX-License-Identifier: Apache-2.0
"""layout.h asserts every member of every struct of the ABI, and both compilers agree with it in C and C++."""

import subprocess
import sys
import unittest
from pathlib import Path

from compile import INCLUDE, compile_text, compilers

HERE = Path(__file__).resolve().parent
ADVICE = "raise DF_ABI_DRAFT and run tests/abi/make_layout.py > tests/abi/layout.h"


class Layout(unittest.TestCase):
    def test_is_what_the_headers_say(self):
        made = subprocess.run([sys.executable, "-B", HERE / "make_layout.py"], capture_output=True, text=True, check=True)
        self.assertEqual((HERE / "layout.h").read_text(), made.stdout, ADVICE)

    def test_knows_every_struct(self):
        declared = "".join(path.read_text() for path in INCLUDE.glob("dashflow/*.h")).count("\n  uint32_t size;")
        self.assertGreaterEqual((HERE / "layout.h").read_text().count("(sizeof("), declared)

    def test_holds_for_each_compiler_and_language(self):
        for language in ("c", "c++"):
            for compiler in compilers(language):
                with self.subTest(compiler=compiler, language=language):
                    accepted, said = compile_text(compiler, language, '#include "layout.h"\n', f"-I{HERE}")
                    self.assertTrue(accepted, said)

    def test_fails_when_a_member_moves(self):
        text = (HERE / "layout.h").read_text().replace("offsetof(df_call, inputs) == 8", "offsetof(df_call, inputs) == 16")
        accepted, _ = compile_text("gcc", "c", text)
        self.assertFalse(accepted)


if __name__ == "__main__":
    unittest.main()
