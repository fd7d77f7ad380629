# SPDX-License-Identifier: Apache-2.0
"""Stores that earlier builds wrote are read by this one, and their threads go on."""

import json
import shutil
import unittest

from earlier_store import EARLIER, Store
from host import HostTest


class EarlierStore(HostTest):
    def test_every_format_is_read_and_continued(self):
        folders = sorted(EARLIER.glob("format-*"))
        self.assertTrue(folders)
        for folder in folders:
            with self.subTest(folder.name):
                shutil.copy(folder / "state.db", self.folder / "state.db")
                expected = json.loads((folder / "expected.json").read_text())
                store = Store(lambda *arguments: self.dashflow(*arguments).stdout, EARLIER)
                self.assertEqual(store.told(), expected["told"])
                self.assertEqual(store.ended(), expected["ended"])


if __name__ == "__main__":
    unittest.main()
