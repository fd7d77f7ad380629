# SPDX-License-Identifier: Apache-2.0
"""A TCP proxy that does to a connection what networks do."""

import contextlib
import re
import socket
import threading


class Proxy:
    """Passes connections on to a server. Counts what clients send, by pieces as they come.

    `reset_at = n`: the n-th piece resets its connection. `hole_after = re`: an answer to a piece that it matches never
    comes, and the connection is dead. `closed`: nobody gets through.
    """

    def __init__(self, host, port):
        self.server = (host, port)
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.port = self.listening.getsockname()[1]
        self.lock = threading.Lock()
        self.pieces = 0
        self.reset_at = None
        self.hole_after = None
        self.holes = 0
        self.closed = False
        self.sockets = set()
        threading.Thread(target=self.accept, daemon=True).start()

    def close(self):
        self.listening.close()
        self.cut()

    def cut(self):
        """Resets all connections."""
        with self.lock:
            sockets, self.sockets = self.sockets, set()
        for each in sockets:
            reset(each)

    def accept(self):
        with contextlib.suppress(OSError):
            while True:
                client, _ = self.listening.accept()
                try:
                    server = socket.create_connection(self.server) if not self.closed else None
                except OSError:
                    server = None
                if server is None:
                    reset(client)
                    continue
                Link(self, client, server).start()

    def takes(self, piece):
        """What happens to a piece of a client: None (passed on), "reset" or "hole"."""
        with self.lock:
            self.pieces += 1
            if self.reset_at is not None and self.pieces >= self.reset_at:
                self.reset_at = None
                return "reset"
            if self.hole_after is not None and re.search(self.hole_after, piece):
                self.hole_after = None
                self.holes += 1
                return "hole"
        return None


class Link:
    def __init__(self, proxy, client, server):
        self.proxy, self.client, self.server = proxy, client, server
        self.silent = False

    def start(self):
        with self.proxy.lock:
            self.proxy.sockets |= {self.client, self.server}
        threading.Thread(target=self.up, daemon=True).start()
        threading.Thread(target=self.down, daemon=True).start()

    def up(self):
        with contextlib.suppress(OSError):
            while piece := self.client.recv(1 << 16):
                fault = self.proxy.takes(piece)
                if fault == "reset":
                    break
                self.silent = self.silent or fault == "hole"
                self.server.sendall(piece)
        self.end()

    def down(self):
        """After a hole the server's answer is awaited, so that it has done what it was told, and is dropped."""
        with contextlib.suppress(OSError):
            while piece := self.server.recv(1 << 16):
                if self.silent:
                    break
                self.client.sendall(piece)
        self.end()

    def end(self):
        for each in (self.client, self.server):
            reset(each)
        with self.proxy.lock:
            self.proxy.sockets -= {self.client, self.server}


def reset(connection):
    with contextlib.suppress(OSError):
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
    with contextlib.suppress(OSError):
        connection.shutdown(socket.SHUT_RDWR)
    connection.close()
