# SPDX-License-Identifier: Apache-2.0
"""Cases in which the power goes: what was not synced is not on the disk, or only in part (power_loss.c)."""

import dataclasses
import os
import pathlib
import struct
import time

from kills import KILLED, undisturbed
from oracle import check_all, check_ended, check_history, check_once
from world import PRELOADS, expect

WRITE, SIZE, SYNC = 1, 2, 3
HEAD = struct.Struct("=7Q")
SECTOR = 512


@dataclasses.dataclass
class Change:
    kind: int
    inode: int
    offset: int
    path: pathlib.Path
    size: int  # of the file before
    before: bytes
    now: bytes

    def undo(self, data):
        """What the file was before it."""
        if self.kind == WRITE:
            data[self.offset:self.offset + len(self.before)] = self.before
        elif len(data) < self.size:
            data[len(data):] = bytes(self.size - len(data))
            data[self.offset:self.offset + len(self.before)] = self.before
        del data[self.size:]

    def apply(self, data, keeps=lambda: True):
        """Writes it, sector by sector: those that the disk has come to."""
        if self.kind == SIZE:
            data[self.offset:] = bytes(max(0, self.offset - len(data)))
            return
        for at in range(0, len(self.now), SECTOR):
            if not keeps():
                continue
            start, part = self.offset + at, self.now[at:at + SECTOR]
            data.extend(bytes(max(0, start - len(data))))
            data[start:start + len(part)] = part


def changes_of(disk):
    """What was done to the files of the disk, in order; the last record may be cut short."""
    bytes_ = pathlib.Path(f"{disk}.changes").read_bytes()
    at, changes = 0, []
    while at + HEAD.size <= len(bytes_):
        kind, inode, offset, size, before, file_size, path = HEAD.unpack_from(bytes_, at)
        at += HEAD.size
        end = at + path + before + (size if kind == WRITE else 0)
        if end > len(bytes_):
            break
        name = pathlib.Path(os.fsdecode(bytes_[at:at + path]))
        changes.append(Change(kind, inode, offset, name, file_size, bytes_[at + path:at + path + before],
                              bytes_[at + path + before:end]))
        at = end
    return changes


def unsynced(changes):
    """Those that no sync of their file came behind."""
    synced, left = set(), []
    for change in reversed(changes):
        if change.kind == SYNC:
            synced.add(change.inode)
        elif change.inode not in synced:
            left.append(change)
    return left[::-1]


def file_of(change):
    """The file that was changed, if it is still there by that name."""
    try:
        return change.path if change.path.stat().st_ino == change.inode else None
    except OSError:
        return None


def lose(changes, again):
    """Takes the changes back, the last one first, and makes those of them again that `again` names with what of them."""
    files = {}
    for change in reversed(changes):
        path = file_of(change)
        if path is not None:
            change.undo(files.setdefault(path, bytearray(path.read_bytes())))
    for change, keeps in again:
        path = file_of(change)
        if path is not None:
            change.apply(files[path], keeps)
    for path, data in files.items():
        path.write_bytes(data)


def forget(disk):
    """What the memory of the machine held, and the notes of what the disk did."""
    for shared in pathlib.Path(disk).glob("*-shm"):
        shared.unlink()
    pathlib.Path(f"{disk}.changes").unlink()


def storms(world, lose_some, check, loops):
    """Runs that the power goes in, again and again. The disk then is as lose_some(changes) leaves it."""
    if world.store.server:
        return
    workflow = world.workflow(rounds=8, ms=1, slow=3)
    expected, duration = undisturbed(world, workflow)
    disk = world.store.file.parent
    env = {"LD_PRELOAD": f"{PRELOADS}/libchaos_power_loss.so", "DASHFLOW_CHAOS_DISK": str(disk)}
    lost = 0
    for loop in range(loops):
        thread = f"t{loop}"
        host = world.go_on(thread, workflow, env=env)
        host.until("task.started")
        time.sleep(world.source.uniform(0, duration))
        if host.kill() != KILLED:
            pathlib.Path(f"{disk}.changes").unlink()
            continue
        changes = changes_of(disk)
        expect(changes, "the disk tells nothing")
        lost += lose_some(changes)
        forget(disk)
        world.heal(thread, workflow)
        check(thread, expected)
    expect(lost > 0, "nothing was ever lost")
    damages = world.ask("db", "verify", status=(0, 1))[-1].get("damages")
    expect(not damages, f"I8: the store is damaged: {damages}")


def c25(world, loops=10):
    """Power loss: what was not synced is gone, or some sectors of it are there. What was told as durable is."""

    def lose_some(changes):
        gone = unsynced(changes)
        share = world.source.choice((0.0, 0.3, 0.7))
        lose(gone, [(change, lambda: world.source.random() < share) for change in gone])
        return len(gone)

    storms(world, lose_some, lambda thread, expected: check_all(world, thread, expected), loops)


def c26(world, loops=8):
    """Power loss with a disk that says it has synced and has not: the newest is lost, what is left is whole."""

    def lose_some(changes):
        writes = [change for change in changes if change.kind != SYNC]
        gone = writes[int(len(writes) * world.source.uniform(0.5, 1)):]
        lose(gone, [])
        return len(gone)

    def check(thread, expected):
        check_once(world, thread, expected)
        check_history(world, thread)
        check_ended(world, thread)

    storms(world, lose_some, check, loops)


CASES = {"C25": c25, "C26": c26}
