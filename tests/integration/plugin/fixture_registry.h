// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <string_view>

#include "host/plugin/plugin_registry.h"
#include "host/value/json.h"
#include "tests/unit/plugin/fake_call.h"
#include "tests/unit/plugin/test_services.h"

namespace dashflow::plugin {

// A folder of the fixture plugins (tests/support/plugins).
inline std::string FixtureFolder(std::string_view name) {
  return std::string(DASHFLOW_FIXTURES) + "/" + std::string(name);
}
// The file of a bad one.
inline std::string BadFixture(std::string_view name) {
  return FixtureFolder(name) + "/" + std::string(name) + ".so";
}

// The good fixtures behind a registry.
struct FixtureRegistry : TestServices {
  std::vector<SearchFolder> folders{{FixtureFolder("plugins"), true}};
  PluginRegistry registry{folders, services};

  std::unique_ptr<graph::Node> Create(std::string_view type,
                                      const Value& config = Value::EmptyObject()) {
    const graph::NodeType* found = registry.Find(type);
    EXPECT_NE(found, nullptr) << type;
    auto node = found->Create(config);
    EXPECT_TRUE(node.has_value()) << node.error().message();
    return *std::move(node);
  }
};

inline Value Json(std::string_view text) { return *ParseJson(text); }

}  // namespace dashflow::plugin
