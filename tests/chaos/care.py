# SPDX-License-Identifier: Apache-2.0
"""Cases in which a store is put back, upgraded or cleaned up while it is in use."""

import os
import pathlib
import shutil
import subprocess
import time

from faults import strace
from kills import KILLED, undisturbed
from oracle import check_all, check_ended, check_error, check_history, check_once, tokens_of
from world import PATIENCE, expect

EARLIER = pathlib.Path(os.environ["DASHFLOW_SOURCE"]) / "tests/integration/cli/earlier"


def verified(world):
    """I8: every entry and every blob can be read."""
    return world.ask("db", "verify")


def copy_of(world, name):
    """The store's files as they are; taken back by put_back."""
    kept = world.folder / name
    shutil.copytree(world.store.file.parent, kept, ignore=shutil.ignore_patterns("*.sock", "*.lock"))
    return kept


def put_back(world, kept):
    shutil.rmtree(world.store.file.parent)
    shutil.copytree(kept, world.store.file.parent)


def cut(world, workflow, thread, checkpoints=8):
    """A run that is killed when it has told of so many checkpoints."""
    host = world.run(workflow, thread)
    end = time.monotonic() + PATIENCE
    while host.events.read_bytes().count(b'"checkpoint"') < checkpoints and host.process.poll() is None:
        expect(time.monotonic() < end, f"no {checkpoints} checkpoints in {PATIENCE} s")
        time.sleep(0.001)
    expect(host.kill() == KILLED, "the run was over too early")


def c28(world):
    """An older copy of the store is put back: its threads go on from there, whole, and another store's backup is refused."""
    if world.store.server:
        return
    workflow = world.workflow(rounds=12)
    expected, _ = undisturbed(world, workflow)
    cut(world, workflow, "t")
    kept = copy_of(world, "kept")
    world.heal("t", workflow)
    put_back(world, kept)
    world.heal("t", workflow)
    check_once(world, "t", expected)
    check_history(world, "t")
    check_ended(world, "t")
    verified(world)
    backup = world.folder / "backup"
    expect(world.start("db", "backup", backup).wait() == 0, "no backup can be made")
    shutil.rmtree(world.store.file.parent)
    world.heal("other", workflow)
    refused = world.start("db", "restore", backup)
    refused.wait()
    expect(check_error(refused)["code"] == "backup_foreign", f"I9: {check_error(refused)}")
    check_all(world, "other", expected)


def c28_without_log(world):
    """The write-ahead log is gone: what was moved into the file is there and whole."""
    log = world.store.file.with_name(world.store.file.name + "-wal")
    if world.store.name != "sqlite":
        return
    workflow = world.workflow(rounds=12)
    expected, _ = undisturbed(world, workflow)
    cut(world, workflow, "t")
    for file in (log, world.store.file.with_name(world.store.file.name + "-shm")):
        file.unlink(missing_ok=True)
    world.heal("t", workflow)
    check_once(world, "t", expected)
    check_ended(world, "t")
    verified(world)


def c47(world):
    """SIGKILL at the n-th write of an upgrade: the store is the old one or the new one."""
    if world.store.name != "sqlite":
        return
    for folder in sorted(EARLIER.glob("format-*")):
        for n in (1, 2, 3, 5, 8, 13, 21):
            world.store.file.parent.mkdir(exist_ok=True)
            shutil.copy(folder / "state.db", world.store.file)
            for call in ("pwrite64", "fdatasync"):
                host = world.start("db", "upgrade", prefix=strace(f"{call}:signal=SIGKILL:when={n}"))
                expect(host.wait() in (0, KILLED), f"an upgrade that is killed ends with {host.process.returncode}: {host.failure()}")
            expect(world.start("db", "upgrade").wait() == 0, f"it is not upgraded afterwards: {world.hosts[-1].failure()}")
            verified(world)
            threads = world.ask("threads", "list")
            expect(threads, "I2: its threads are gone")
            shutil.rmtree(world.store.file.parent)


KEEP = {"DASHFLOW__RETENTION__CHECKPOINTS": "2", "DASHFLOW__RETENTION__FINISHED": "1s", "DASHFLOW__RETENTION__SWEEP": "100ms"}


def c48(world, loops=4):
    """Threads go, are pruned and copied while others write the same blobs; the host is killed in between."""
    large = 1_500_000
    workflow = world.workflow(rounds=3, bytes=large)
    undisturbed(world, workflow)
    expected = tokens_of(world, "alone")
    for loop in range(loops):
        serve = world.start("serve", env=KEEP)
        serve.until("ready")
        threads = [f"t{loop}-{n}" for n in range(3)]
        runs = [world.run(workflow, thread) for thread in threads]
        while any(run.process.poll() is None for run in runs):
            world.start("threads", "copy", "alone", "--to", f"c{world.count()}").wait()
            world.start("threads", "prune", "--all", "--keep", "3").wait()
        time.sleep(world.source.uniform(0, 1.5))
        if loop % 2:
            serve.kill()
        else:
            serve.process.terminate()
            expect(serve.wait() in (0, 130), f"the host ends with {serve.process.returncode}: {serve.failure()}")
        for run in runs:
            run.wait()
        expect(world.start("db", "vacuum").wait() in (0, 1), f"{world.hosts[-1].failure()}")
        verified(world)
        for thread in world.ask("threads", "list"):
            if thread["status"] == "done":
                expect(tokens_of(world, thread["thread"]) == expected, f"I1: {thread['thread']} is not whole")
        if not world.exists("alone"):
            world.heal("alone", workflow)


CASES = {"C28": c28, "C28w": c28_without_log, "C47": c47, "C48": c48}
