# SPDX-License-Identifier: Apache-2.0
"""Cases in which a database server, or the way to it, goes away."""

import errno
import threading
import time

from kills import KILLED, undisturbed
from oracle import check_all, check_error
from world import expect

AWAY = ("store_unavailable", "store_conflict", "store_unknown", "store_read_only", "store_refused", "store_away")


def goes_on(world, host, thread, workflow, expected):
    if host.wait() not in (0, KILLED):
        check_error(host)
    world.heal(thread, workflow)
    check_all(world, thread, expected)


def c31(world, most=16):
    """The connection is reset at the n-th thing that the client says."""
    if not world.store.server:
        return
    workflow = world.workflow(rounds=2, ms=0, slow=1)
    expected, _ = undisturbed(world, workflow)
    proxy = world.store.proxy
    before = proxy.pieces
    world.heal("whole", workflow)
    pieces = proxy.pieces - before
    for n in sorted(world.source.sample(range(1, pieces + 1), min(pieces, most))):
        thread = f"t{n}"
        proxy.pieces, proxy.reset_at = 0, n
        host = world.run(workflow, thread)
        host.wait()
        proxy.reset_at = None
        goes_on(world, host, thread, workflow, expected)


def c32(world):
    """The answer to COMMIT never comes: whether it happened is found out."""
    if not world.store.server:
        return
    workflow = world.workflow(rounds=3, ms=0, slow=1)
    expected, _ = undisturbed(world, workflow)
    for n in range(4):
        thread = f"t{n}"
        host = world.run(workflow, thread)
        host.until("checkpoint")
        world.store.proxy.hole_after = rb"(?i)commit"
        goes_on(world, host, thread, workflow, expected)
    expect(world.store.proxy.holes > 0, "no COMMIT was seen")


def c33(world, minutes=0.5):
    """The server dies every few seconds, and comes back."""
    if not world.store.server:
        return
    workflow = world.workflow(rounds=60)
    expected, _ = undisturbed(world, workflow)
    over = threading.Event()

    def storm():
        while not over.wait(world.source.uniform(1, 4)):
            world.store.crash()
            time.sleep(world.source.uniform(0, 1))
            world.store.come_back()

    weather = threading.Thread(target=storm)
    weather.start()
    end = time.monotonic() + minutes * 60
    threads = []
    try:
        while time.monotonic() < end:
            threads.append(f"t{len(threads)}")
            host = world.run(workflow, threads[-1])
            if host.wait() not in (0, KILLED):
                check_error(host)
    finally:
        over.set()
        weather.join()
        world.store.come_back()
    for thread in threads:
        if not (world.exists(thread) and world.ask("threads", "show", thread)[0]["status"] == "done"):
            world.heal(thread, workflow)
        check_all(world, thread, expected)


def cut(world, workflow, thread):
    """A run that was killed on its way."""
    host = world.run(workflow, thread)
    host.until("checkpoint")
    expect(host.kill() == KILLED, "the run was over too early")


def c34(world, threads=6):
    """The server dies while a host takes over what was cut off, and comes back: all of it ends."""
    if not world.store.server:
        return
    workflow = world.workflow(rounds=30)
    expected, _ = undisturbed(world, workflow)
    names = [f"t{n}" for n in range(threads)]
    for thread in names:
        cut(world, workflow, thread)
    for late in (0.0, 0.2):
        serve = world.start("serve")
        serve.until("continued")
        time.sleep(late)
        world.store.crash()
        time.sleep(1)
        world.store.come_back()
        time.sleep(1)
        serve.process.terminate()
        expect(serve.wait() in (0, 130), f"the host ends with {serve.process.returncode}: {serve.failure()}")
    for thread in names:
        if world.ask("threads", "show", thread)[0]["status"] != "done":
            world.heal(thread, workflow)
        check_all(world, thread, expected)


def c37(world):
    """The server has no connection to give, cancels statements, or makes them wait: runs wait, or say so."""
    if not world.store.server:
        return
    workflow = world.workflow(rounds=4)
    expected, _ = undisturbed(world, workflow)
    user = world.store.enter_as("chaos")
    haste = {"DASHFLOW__STORE_PATIENCE": "2s"}
    try:
        for n, limit in enumerate(("CONNECTION LIMIT 0", "CONNECTION LIMIT 1", "CONNECTION LIMIT 2")):
            world.store.sql(f'ALTER ROLE "{user}" {limit}')
            host = world.run(workflow, f"t{n}", env=haste)
            host.wait()
            world.store.sql(f'ALTER ROLE "{user}" CONNECTION LIMIT -1')
            goes_on(world, host, f"t{n}", workflow, expected)
        world.store.sql(f"ALTER ROLE \"{user}\" SET statement_timeout = '50ms'")
        host = world.run(workflow, "locked", env={"DASHFLOW__STORE_PATIENCE": "60s"})
        host.until("checkpoint")
        world.store.sql(f'BEGIN; LOCK TABLE "{world.store.schema}".df_log; SELECT pg_sleep(3)')
        goes_on(world, host, "locked", workflow, expected)
    finally:
        world.store.sql(f'ALTER ROLE "{user}" CONNECTION LIMIT -1; ALTER ROLE "{user}" RESET statement_timeout')


def fill(file):
    try:
        with file.open("wb", buffering=0) as out:
            while True:
                out.write(bytes(4096))
    except OSError as error:
        expect(error.errno == errno.ENOSPC, f"the disk cannot be filled: {error}")


def until_still(host):
    """Until it lives and has told nothing for a second."""
    told = -1
    while told != (told := len(host.told())):
        expect(host.process.poll() is None, f"the run was over too early: {told} events")
        time.sleep(1)


def c37_full(world):
    """The disk of the server is full: the run waits, and goes on when there is room."""
    if not world.store.server:
        return
    workflow = world.workflow(rounds=300, bytes=20_000)
    expected, _ = undisturbed(world, workflow)
    disk = world.store.move_to_small_disk("64m")
    host = world.run(workflow, "full", env={"DASHFLOW__STORE_PATIENCE": "120s"})
    host.until("checkpoint")
    fill(disk / "stuffing")
    until_still(host)
    (disk / "stuffing").unlink()
    expect(host.wait() == 0, f"the host ends with {host.process.returncode}: {host.failure()}")
    check_all(world, "full", expected)


CASES = {"C31": c31, "C32": c32, "C33": c33, "C34": c34, "C37": c37, "C37f": c37_full}
