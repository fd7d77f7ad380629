# SPDX-License-Identifier: Apache-2.0
"""Cases in which the system refuses something, or the disk is not what was written."""

import os
import re
import resource
import shutil
import subprocess

from kills import KILLED, undisturbed
from oracle import check_all, check_error
from world import expect

# A disk that refuses to write says so with one of these.
DISK_CODES = ("store_unavailable", "store_full", "store_read_only", "store_locked", "io_error", "store_damaged", "unauthorized")


# What fails for ever need not be waited for as long as people wait.
HASTE = {"DASHFLOW__STORE_PATIENCE": "1s"}


def strace(*injections):
    return ["strace", "-f", "-qq", "-o", "/dev/null", *(part for each in injections for part in ("-e", f"inject={each}"))]


def end_or_error(world, host, thread, workflow, expected, codes=DISK_CODES):
    """A run with a fault ends well, or with an error that says what to do; either way the thread is whole."""
    if host.wait() not in (0, KILLED):
        error = check_error(host)
        expect(error["code"] in codes, f"I9: the fault is told as {error}")
    status = world.ask("threads", "show", thread, status=(0, 3))[0].get("status")
    if status != "done":
        world.heal(thread, workflow)
    check_all(world, thread, expected)


def on_disk(world, *injections):
    """Runs with each of the faults of system calls."""
    if world.store.server:
        return
    workflow = world.workflow(rounds=3, ms=0, slow=1)
    expected, _ = undisturbed(world, workflow)
    for number, injection in enumerate(injections):
        thread = f"t{number}"
        host = world.run(workflow, thread, env=HASTE, prefix=strace(injection))
        end_or_error(world, host, thread, workflow, expected)


def c20(world):
    """EIO of the n-th write or sync of the store's files, once and for ever."""
    on_disk(world, *(f"{call}:error=EIO:when={when}" for call in ("pwrite64", "fdatasync") for when in ("3", "7", "12", "5+")))


def c21(world):
    """No room left at the n-th write; then there is."""
    on_disk(world, *(f"pwrite64:error=ENOSPC:when={when}" for when in ("4", "9", "6+")))


def c22(world):
    """Calls that are interrupted."""
    on_disk(world, "pwrite64:error=EINTR:when=2+3", "fdatasync:error=EINTR:when=2+3")


def c23(world):
    """The folder of the store becomes one that may not be written."""
    if world.store.server:
        return
    workflow = world.workflow(rounds=3, ms=0, slow=1)
    expected, _ = undisturbed(world, workflow)
    for call in ("openat", "fdatasync"):
        thread = f"t-{call}"
        path = ("-P", str(world.store.file)) if call == "openat" else ()
        prefix = [*strace(f"{call}:error=EROFS:when=1+"), *path]
        end_or_error(world, world.run(workflow, thread, env=HASTE, prefix=prefix), thread, workflow, expected,
                     (*DISK_CODES, "store_not_found", "store_path", "store_address"))


def c24(world):
    """Hardly any file can be opened."""
    workflow = world.workflow(rounds=3)
    expected, _ = undisturbed(world, workflow)
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    for files in (6, 10, 14, 20, 32):
        thread = f"t{files}"
        resource.setrlimit(resource.RLIMIT_NOFILE, (files, hard))
        try:
            host = world.run(workflow, thread, prefix=["/usr/bin/env"])
        except OSError:
            continue
        finally:
            resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
        status = host.wait()
        if status == 127:  # not even a program could be started
            continue
        expect(status >= 0, f"I9: with {files} files the host dies of signal {-status}: {host.errors}")
        world.heal(thread, workflow)
        check_all(world, thread, expected)


def flip(path, source, count):
    data = bytearray(path.read_bytes())
    for _ in range(count):
        at = source.randrange(len(data))
        data[at] ^= 1 << source.randrange(8)
    path.write_bytes(data)


def c27(world, loops=20):
    """Bits of the store's file are not what was written: the thread is as it was, or the damage is named."""
    if world.store.server:
        return
    workflow = world.workflow(rounds=3, ms=0, slow=1)
    expected, _ = undisturbed(world, workflow)
    file = world.store.file if world.store.file.is_file() else world.store.file / "journal"
    kept = world.folder / "kept"
    shutil.copy(file, kept)
    found = 0
    for _ in range(loops):
        shutil.copy(kept, file)
        flip(file, world.source, 8)
        done = subprocess.run([*world.command("threads", "state", "alone"), "--json"], capture_output=True, text=True, timeout=60,
                              cwd=world.folder, check=False)
        expect(done.returncode >= 0, f"I9: reading a damaged store dies of signal {-done.returncode}")
        if done.returncode == 0:
            tokens = re.findall(r'"([^"]+@\d+)"', done.stdout)
            expect(tokens == expected, "I8: damage was not found, and the state is another one")
            continue
        found += 1
        expect(re.search(r'"code":"(store_|thread_not_found|invalid_|io_error)', done.stdout), f"I9: {done.stdout}")
    expect(found > 0, "no damage was found")


def c29(world):
    """The clock goes back and forth."""
    library = next((path for path in ("/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1",) if os.path.exists(path)), None)
    expect(library is not None, "libfaketime is not installed")
    workflow = world.workflow(rounds=4)
    expected, _ = undisturbed(world, workflow)
    for thread, clocks in (("t1", ("+1d", "-1d")), ("t2", ("-20y", "+20y")), ("t3", ("@1970-01-02 00:00:00", "@2040-01-01 00:00:00"))):
        for clock in clocks:
            env = {"LD_PRELOAD": library, "FAKETIME": clock, "FAKETIME_DONT_FAKE_MONOTONIC": "1",
                   "DASHFLOW_FAILPOINT": "progress.before_commit=kill"}
            world.go_on(thread, workflow, env=env).wait()
        world.heal(thread, workflow)
        check_all(world, thread, expected)


CASES = {"C20": c20, "C21": c21, "C22": c22, "C23": c23, "C24": c24, "C27": c27, "C29": c29}
