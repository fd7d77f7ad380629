# SPDX-License-Identifier: Apache-2.0
import unittest

from fixture_tree import LICENCE, CheckTest


class CheckLayers(CheckTest):
    check = "check_layers.py"

    def include(self, name, *targets):
        self.write(name, LICENCE + "".join(f"#include {target}\n" for target in targets))

    def test_accepts_a_tree_that_obeys(self):
        self.assert_clean()

    def test_finds_an_include_against_the_direction(self):
        self.include("host/value/value.cc", '"host/engine/run.h"')
        self.assert_finds("host/value/value.cc:2", "value includes engine")

    def test_finds_a_cycle_in_the_list(self):
        self.write("host/LAYERS", "base: value\nvalue: base\nexecutor:\nengine: value\nplugin: sdk\nmain.cc: *\n")
        self.assert_finds("host/LAYERS:1", "base names value")

    def test_finds_a_module_that_is_not_listed(self):
        self.include("host/http/server.cc")
        self.assert_finds("module http is not in host/LAYERS")

    def test_finds_an_include_that_does_not_start_at_the_root(self):
        self.include("host/value/value.cc", '"value.h"')
        self.assert_finds("does not start at the root")

    def test_finds_the_abi_outside_of_plugin(self):
        self.include("host/engine/step.cc", "<dashflow/abi.h>")
        self.assert_finds("engine includes the SDK")

    def test_finds_a_link_against_the_direction(self):
        self.write("host/value/CMakeLists.txt", "dashflow_module(value SOURCES value.cc DEPS base engine LINK x)\n")
        self.assert_finds("value links engine")

    def test_finds_tbb_outside_of_executor(self):
        self.include("host/engine/step.cc", "<oneapi/tbb/flow_graph.h>")
        self.assert_finds("belongs to host/executor only")

    def test_finds_soci_outside_of_the_stores(self):
        self.include("plugins/nodes/core/sql.cc", "<soci/soci.h>")
        self.assert_finds("belongs to plugins/storage only")

    def test_finds_a_header_that_drags_json_along(self):
        self.include("host/value/json.h", "<boost/json.hpp>")
        self.include("host/value/json.cc", '"host/value/json.h"')
        self.assert_clean()
        self.include("host/engine/step.cc", '"host/value/json.h"')
        self.assert_finds("drags in <boost/json.hpp>")

    def test_finds_a_library_in_the_sdk(self):
        self.include("sdk/include/dashflow/value.hpp", "<fmt/format.h>")
        self.assert_finds("itself and the standard library only")

    def test_finds_cpp_in_a_c_header(self):
        self.include("sdk/include/dashflow/value.h", "<string>")
        self.assert_finds("<string> in the SDK")

    def test_finds_a_plugin_that_uses_the_host(self):
        self.include("plugins/nodes/core/set.cc", '"host/value/value.h"')
        self.assert_finds("neither the SDK nor plugins/nodes/core")

    def test_lets_plugins_of_a_kind_share_a_folder_that_is_none(self):
        self.write("plugins/storage/disk/CMakeLists.txt", "add_library(disk STATIC lock.cc)\n")
        self.include("plugins/storage/sqlite/store.cc", '"plugins/storage/disk/lock.h"')
        self.assert_clean()
        self.include("plugins/nodes/core/set.cc", '"plugins/storage/disk/lock.h"')
        self.assert_finds("neither the SDK nor plugins/nodes/core")

    def test_finds_a_plugin_that_uses_another(self):
        self.include("plugins/nodes/core/set.cc", '"plugins/storage/sqlite/store.h"')
        self.assert_finds("neither the SDK nor plugins/nodes/core")

    def test_finds_names_that_say_nothing(self):
        self.include("host/base/utils.cc")
        self.assert_finds("host/base/utils.cc", "says nothing")

    def test_finds_a_stranger_at_the_top_level(self):
        self.write("docs/guide.md", "\n")
        self.assert_finds("docs", "not part of the top level")

    def test_finds_a_missing_part_of_the_top_level(self):
        (self.root / "README.md").unlink()
        self.assert_finds("README.md", "missing at the top level")


if __name__ == "__main__":
    unittest.main()
