# SPDX-License-Identifier: Apache-2.0
"""The stores that cases run on."""

import os
import pathlib
import subprocess
import tempfile

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
        self.role = self.disk = None
        self.enter(self.account["USER"])

    def enter(self, user):
        a = self.account
        self.address = f"postgresql://{user}:{a['PASSWORD']}@127.0.0.1:{self.proxy.port}/{a['DATABASE']}?schema={self.schema}&migrate=create&tls=disable"

    def enter_as(self, name):
        """From now on hosts are a user of their own, whom limits hold for. Its name."""
        self.role = f"{name}_{self.schema}"
        self.sql(f"CREATE ROLE \"{self.role}\" LOGIN PASSWORD '{self.account['PASSWORD']}'")
        self.sql(f'GRANT CREATE ON DATABASE "{self.account["DATABASE"]}" TO "{self.role}"')
        self.sql(f'GRANT ALL ON SCHEMA "{self.schema}" TO "{self.role}"; GRANT ALL ON ALL TABLES IN SCHEMA "{self.schema}" TO "{self.role}"; '
                 f'GRANT ALL ON ALL SEQUENCES IN SCHEMA "{self.schema}" TO "{self.role}"')
        self.enter(self.role)
        return self.role

    def close(self):
        self.proxy.close()
        self.sql(f'DROP SCHEMA IF EXISTS "{self.schema}" CASCADE')
        if self.role:
            self.sql(f'DROP OWNED BY "{self.role}"; DROP ROLE "{self.role}"')
        if self.disk:
            self.sql(f'DROP TABLESPACE IF EXISTS "{self.schema}"')
            subprocess.run(["umount", self.disk], check=True)
            self.disk.rmdir()

    def move_to_small_disk(self, size):
        """Gives the log a disk of its own. Its folder, where other files take room away."""
        server = (pathlib.Path(self.account["FOLDER"]) / "data").stat()
        disk = pathlib.Path(tempfile.mkdtemp(prefix="dashflow-chaos-disk-"))
        disk.chmod(0o711)
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size},mode=0711", "tmpfs", disk], check=True)
        self.disk = disk
        tables = disk / "tables"
        tables.mkdir(mode=0o700)
        os.chown(tables, server.st_uid, server.st_gid)
        self.sql(f"CREATE TABLESPACE \"{self.schema}\" LOCATION '{tables}'")
        self.sql(f'ALTER TABLE "{self.schema}".df_log SET TABLESPACE "{self.schema}"')
        return disk

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


class Redis:
    """Under a prefix of its own, on a server that is the case's alone."""

    name = "redis"
    server = True

    def __init__(self, world):
        self.account = service("redis")
        a = self.account
        self.prefix = "chaos-" + world.folder.name.split("-")[-1]
        world.env["DASHFLOW_CHAOS_PASSWORD"] = a["PASSWORD"]
        (world.folder / ".dashflow").mkdir()
        (world.folder / ".dashflow/config.yaml").write_text(
            f"stores: {{chaos: {{url: 'redis://{a['HOST']}:{a['PORT']}', prefix: {self.prefix}, password_env: DASHFLOW_CHAOS_PASSWORD}}}}\n")
        self.address = "chaos"

    def close(self):
        self.come_back()
        self.tell("CONFIG", "SET", "maxmemory", "0")
        self.tell("REPLICAOF", "NO", "ONE")
        self.tell("FLUSHALL")

    def tell(self, *words):
        a = self.account
        subprocess.run(["redis-cli", "-h", a["HOST"], "-p", a["PORT"], *words], env={**os.environ, "REDISCLI_AUTH": a["PASSWORD"]},
                       check=True, timeout=60, stdout=subprocess.DEVNULL)

    def crash(self):
        services("kill", "redis")

    def come_back(self):
        services("start", "redis")


def service(name):
    text = (pathlib.Path(os.environ["DASHFLOW_SERVICES"]) / f"{name}.env").read_text()
    return dict(line.split("=", 1) for line in text.splitlines())


def services(action, name="postgresql"):
    subprocess.run([SOURCE / "tools/dev", "services", action, name], check=True, timeout=200, stdout=subprocess.DEVNULL)


STORES = {store.name: store for store in (Sqlite, File, Postgresql, Redis)}
