#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs a command beside a Redis server of its own, on loopback, in a temporary folder.

usage: with_redis.py COMMAND...
       with_redis.py --stop FOLDER | --start FOLDER | --full FOLDER | --free FOLDER
{port}, {socket} and {server} in COMMAND become the server's port, socket and folder; its environment has them as
DASHFLOW_TEST_REDIS_PORT, …_SOCKET and …_SERVER. The second form kills that server, starts it again, leaves it no memory, gives it some again.
Ends with 77 when there is no redis-server, unless CI is set.
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SETTINGS = """
bind 127.0.0.1
port {port}
unixsocket {folder}/socket
dir {folder}
pidfile {folder}/pid
logfile {folder}/log
daemonize yes
appendonly yes
appendfsync always
save ""
"""


def free_port():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


def ask(folder, *words):
    """Returns what the server says, or "" when it is not there."""
    done = subprocess.run(["redis-cli", "-s", folder / "socket", *words], capture_output=True, text=True, check=False)
    return done.stdout.strip() if done.returncode == 0 else ""


def start(folder):
    subprocess.run(["redis-server", folder / "redis.conf"], check=True)
    while ask(folder, "PING") != "PONG":
        time.sleep(0.02)


def stop(folder):
    pid = int((folder / "pid").read_text())
    os.kill(pid, signal.SIGKILL)
    while Path(f"/proc/{pid}").exists() and "State:\tZ" not in Path(f"/proc/{pid}/status").read_text():
        time.sleep(0.02)


def make(folder):
    """Starts a new server; another port is tried when somebody was faster."""
    while True:
        port = free_port()
        (folder / "redis.conf").write_text(SETTINGS.format(port=port, folder=folder))
        subprocess.run(["redis-server", folder / "redis.conf"], check=True)
        log = folder / "log"
        while ask(folder, "PING") != "PONG":
            if log.exists() and "Failed listening" in log.read_text():
                log.unlink()
                break
            time.sleep(0.02)
        else:
            return port


def run(command):
    if shutil.which("redis-server") is None or shutil.which("redis-cli") is None:
        print("there is no redis-server here")
        return 1 if os.environ.get("CI") else 77
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        port = make(folder)
        facts = {"port": str(port), "socket": f"{name}/socket", "server": name}
        environment = {**os.environ, **{f"DASHFLOW_TEST_REDIS_{key.upper()}": fact for key, fact in facts.items()}}
        for key, fact in facts.items():
            command = [word.replace(f"{{{key}}}", fact) for word in command]
        try:
            return subprocess.run(command, env=environment, check=False).returncode
        finally:
            stop(folder)


def main():
    actions = {"--stop": stop, "--start": start,
               "--full": lambda folder: ask(folder, "CONFIG", "SET", "maxmemory", "1"),
               "--free": lambda folder: ask(folder, "CONFIG", "SET", "maxmemory", "0")}
    if sys.argv[1] in actions:
        actions[sys.argv[1]](Path(sys.argv[2]))
        return 0
    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
