# SPDX-License-Identifier: Apache-2.0
"""A program on a pseudo-terminal, and what somebody in front of it would see."""

import codecs
import fcntl
import os
import pathlib
import pty
import re
import select
import signal
import struct
import sys
import termios
import time

sys.path.append("/usr/lib/python3/dist-packages")  # Debian's python3-pyte, for any python3 of PATH
import pyte  # noqa: E402

FRAME_END = "\x1b[?2026l"


class Screen(pyte.Screen):
    """As terminals do: when rows go, blank ones below the cursor go first."""

    def resize(self, lines=None, columns=None):
        lines, columns = lines or self.lines, columns or self.columns
        row, column = self.cursor.y, self.cursor.x
        lost = max(0, row - lines + 1)
        rows = {y - lost: line for y, line in self.buffer.items() if 0 <= y - lost < lines}
        self.lines = max(lines, self.lines)  # so that pyte drops no rows itself
        super().resize(self.lines, columns)
        self.lines = lines
        self.buffer.clear()
        self.buffer.update(rows)
        self.cursor.y, self.cursor.x = row - lost, min(column, columns - 1)


class Terminal:
    """Frames are looked at one by one, as whoever sits there may see each."""

    def __init__(self, command, columns, rows, environment, folder):
        self.screen = Screen(columns or 80, rows or 24)
        self.stream = pyte.Stream(self.screen)
        self.decoder = codecs.getincrementaldecoder("utf-8")("strict")
        self.text, self.pending, self.frames = "", "", []
        self.pid, self.master = pty.fork()
        if self.pid == 0:
            self.set_size(0, columns, rows)
            os.chdir(folder)
            os.execvpe(command[0], [str(word) for word in command], environment)
        self.set_size(self.master, columns, rows)

    @staticmethod
    def set_size(descriptor, columns, rows):
        fcntl.ioctl(descriptor, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def resize(self, columns, rows):
        """While the program stands still, so that nothing for the old size comes later."""
        os.kill(self.pid, signal.SIGSTOP)
        os.waitpid(self.pid, os.WUNTRACED)
        while select.select([self.master], [], [], 0)[0]:
            self.read()
        self.screen.resize(rows, columns)
        self.set_size(self.master, columns, rows)
        os.kill(self.pid, signal.SIGCONT)

    def type(self, keys):
        os.write(self.master, keys.encode())

    def kill(self, number):
        os.kill(self.pid, number)

    def read(self):
        """False at the end of the output."""
        if not select.select([self.master], [], [], 1)[0]:
            return True
        try:
            data = os.read(self.master, 1 << 16)
        except OSError:
            return False
        text = self.decoder.decode(data)
        self.text += text
        self.pending += text
        while FRAME_END in self.pending:
            frame, self.pending = self.pending.split(FRAME_END, 1)
            self.stream.feed(frame + FRAME_END)
            self.frames.append(self.lines())
        if "\x1b[?2026h" not in self.pending:
            self.stream.feed(self.pending)
            self.pending = ""
        return bool(data)

    def lines(self):
        return [line.rstrip() for line in self.screen.display]

    def shown(self):
        return "\n".join(self.lines()).rstrip()

    def wait_for(self, pattern):
        """Until the screen shows it."""
        deadline = time.monotonic() + 100
        while not re.search(pattern, self.shown()):
            if time.monotonic() > deadline or not self.read():
                raise AssertionError(f"{pattern!r} did not come; the screen shows\n{self.shown()}")

    def end(self):
        """The exit status; negative: the signal."""
        while self.read():
            pass
        _, status = os.waitpid(self.pid, 0)
        self.pid = 0
        return os.waitstatus_to_exitcode(status)

    def close(self):
        if self.pid != 0:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        os.close(self.master)

    def keep(self, name):
        """Writes the screen to the folder that DASHFLOW_SCREENS names, for people to look at."""
        folder = os.environ.get("DASHFLOW_SCREENS")
        if folder:
            pathlib.Path(folder, f"{name}.txt").write_text(self.shown() + "\n", encoding="utf-8")
