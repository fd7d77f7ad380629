# SPDX-License-Identifier: Apache-2.0
"""Writes tests/abi/layout.h: the size of each struct of the ABI and the offset of each member, as assertions.

usage: make_layout.py > tests/abi/layout.h     (after a change of the headers, with DF_ABI_DRAFT raised)
"""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

INCLUDE = Path(__file__).resolve().parents[2] / "sdk/include"
STRUCT = re.compile(r"^(?:typedef )?struct (\w+) \{\n(.*?)^\}", re.MULTILINE | re.DOTALL)
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
UNION = re.compile(r"union \{.*?\}", re.DOTALL)
MEMBER = re.compile(r"\(\*(\w+)\)\(|\b(\w+)$")


def structs():
    """Yields each struct's name and its members' names, in the order of the headers."""
    for path in sorted(INCLUDE.glob("dashflow/*.h")):
        for name, body in STRUCT.findall(COMMENT.sub("", path.read_text())):
            declarations = UNION.sub("union", body).split(";")
            found = (MEMBER.search(line.strip()) for line in declarations if line.strip())
            yield name, [match.group(1) or match.group(2) for match in found]


def measured(layout):
    """Returns the numbers of each struct: its size, then its members' offsets."""
    lines = []
    for name, members in layout:
        offsets = "".join(f', (int)offsetof({name}, {member})' for member in members)
        lines.append(f'printf("%d{" %d" * len(members)}\\n", (int)sizeof({name}){offsets});')
    text = "#include <dashflow/plugin.h>\n#include <stdio.h>\nint main(void) {\n" + "\n".join(lines) + "\nreturn 0;\n}\n"
    with tempfile.TemporaryDirectory() as folder:
        program = Path(folder) / "measure"
        subprocess.run(["gcc", "-x", "c", "-std=c11", f"-I{INCLUDE}", "-o", program, "-"], input=text, text=True,
                       check=True)
        output = subprocess.run([program], capture_output=True, text=True, check=True).stdout
    return [list(map(int, line.split())) for line in output.splitlines()]


def draft():
    return re.search(r"DF_ABI_DRAFT (\d+)", (INCLUDE / "dashflow/abi.h").read_text()).group(1)


def assertions():
    layout = list(structs())
    yield f'_Static_assert(DF_ABI_DRAFT == {draft()}, "another draft: make this file anew");'
    for (name, members), (size, *offsets) in zip(layout, measured(layout)):
        yield ""
        yield f'_Static_assert(sizeof({name}) == {size}, "");'
        for member, offset in zip(members, offsets):
            yield f'_Static_assert(offsetof({name}, {member}) == {offset}, "");'


def main():
    print("/* SPDX-License-Identifier: Apache-2.0 */")
    print("/* Made by tests/abi/make_layout.py: the layout of the ABI, on 64-bit machines. */")
    print("#ifndef DASHFLOW_LAYOUT_H\n#define DASHFLOW_LAYOUT_H\n\n#include <dashflow/plugin.h>\n")
    print("#ifdef __cplusplus\n#define _Static_assert static_assert\n#endif\n")
    print("\n".join(assertions()))
    print("\n#endif")
    return 0


if __name__ == "__main__":
    sys.exit(main())
