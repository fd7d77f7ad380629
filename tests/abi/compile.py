# SPDX-License-Identifier: Apache-2.0
"""Lets tests compile a text against sdk/include."""

import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
INCLUDE = ROOT / "sdk/include"
COMPILERS = {"c": ("gcc", "clang-14"), "c++": ("g++", "clang++-14")}
STANDARDS = {"c": "c11", "c++": "c++20"}


def compilers(language):
    """Returns those of the two compilers that this machine has."""
    return [name for name in COMPILERS[language] if shutil.which(name)]


def compile_text(compiler, language, text, *flags):
    """Returns what the compiler says and whether it accepts `text`."""
    command = [compiler, "-x", language, f"-std={STANDARDS[language]}", "-fsyntax-only", "-Wall", "-Wextra",
               "-Wpedantic", "-Werror", *flags, f"-I{INCLUDE}", "-"]
    done = subprocess.run(command, input=text, capture_output=True, text=True, check=False)
    return done.returncode == 0, done.stderr
