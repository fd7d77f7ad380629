# SPDX-License-Identifier: Apache-2.0
"""The program on a store of a database server, in a schema or database of its own.

Environment: DASHFLOW_SERVICES, DASHFLOW_SERVICE (postgresql or mariadb).
"""

import json
import os
import pathlib
from unittest import mock

from host import HostTest

SERVICE = os.environ["DASHFLOW_SERVICE"]


def account():
    text = (pathlib.Path(os.environ["DASHFLOW_SERVICES"]) / f"{SERVICE}.env").read_text()
    return dict(line.split("=", 1) for line in text.splitlines())


class ServerStoreTest(HostTest):
    def setUp(self):
        super().setUp()
        self.server = account()
        self.enterContext(mock.patch.dict(os.environ, STORE_PASSWORD=self.server["PASSWORD"]))
        self.store = "main"
        self.place = "cli_" + self.folder.name.replace("-", "_")
        self.configure()

    def address(self, password="", settings=""):
        user = self.server["USER"] + (":" + password if password else "")
        host = f"{user}@{self.server['HOST']}:{self.server['PORT']}"
        if SERVICE == "postgresql":
            return f"postgresql://{host}/{self.server['DATABASE']}?schema={self.place}{settings}"
        return f"mysql://{host}/{self.place}" + settings.replace("&", "?", 1)

    def configure(self, **settings):
        store = {"url": self.address(), "password": "${env:STORE_PASSWORD}", "migrate": "create", **settings}
        (self.folder / ".dashflow").mkdir(exist_ok=True)
        (self.folder / ".dashflow/config.yaml").write_text(json.dumps({"stores": {"main": store}, **self.more}))

    # Of the configuration.
    more = {}

    def dashflow(self, *arguments, **options):
        done = super().dashflow(*arguments, **options)
        self.assertNotIn(self.server["PASSWORD"], done.stdout + done.stderr)
        return done
