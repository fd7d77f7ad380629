# SPDX-License-Identifier: Apache-2.0
"""The stores that cases run on."""

import os
import pathlib
import subprocess

from proxy import Proxy

SOURCE = pathlib.Path(os.environ["DASHFLOW_SOURCE"])


class Sqlite:
    name = "sqlite"
    server = False

    def __init__(self, world):
        self.file = world.folder / "state" / "state.db"
        self.address = f"sqlite:{self.file}"

    def close(self):
        pass


class File(Sqlite):
    name = "file"

    def __init__(self, world):
        self.file = world.folder / "state" / "store"
        self.address = f"file:{self.file}"


class Postgresql:
    """In a schema of its own, through a proxy."""

    name = "postgresql"
    server = True

    def __init__(self, world):
        self.account = service("postgresql")
        self.schema = "chaos_" + world.folder.name.split("-")[-1].lower()
        self.proxy = Proxy(self.account["HOST"], int(self.account["PORT"]))
        a = self.account
        world.env["DASHFLOW_CHAOS_PASSWORD"] = a["PASSWORD"]
        self.address = f"postgresql://{a['USER']}:{a['PASSWORD']}@127.0.0.1:{self.proxy.port}/{a['DATABASE']}?schema={self.schema}&migrate=create&tls=disable"

    def close(self):
        self.proxy.close()
        self.sql(f'DROP SCHEMA IF EXISTS "{self.schema}" CASCADE')

    def sql(self, text):
        a = self.account
        subprocess.run(["psql", "-qAt", "-h", a["HOST"], "-p", a["PORT"], "-U", a["USER"], "-d", a["DATABASE"], "-c", text],
                       env={**os.environ, "PGPASSWORD": a["PASSWORD"], "PGOPTIONS": "-c client_min_messages=error"}, check=True,
                       timeout=60, stdout=subprocess.DEVNULL)

    def crash(self):
        """The server, as a loss of power would."""
        services("kill")

    def come_back(self):
        services("start")


def service(name):
    text = (pathlib.Path(os.environ["DASHFLOW_SERVICES"]) / f"{name}.env").read_text()
    return dict(line.split("=", 1) for line in text.splitlines())


def services(action):
    subprocess.run([SOURCE / "tools/dev", "services", action, "postgresql"], check=True, timeout=200, stdout=subprocess.DEVNULL)


STORES = {store.name: store for store in (Sqlite, File, Postgresql)}
