// SPDX-License-Identifier: Apache-2.0
#include "host/plugin/service/plugin_host.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "host/plugin/service/service_ids.h"
#include "host/plugin/value/value_bridge.h"
#include "host/value/json.h"
#include "tests/unit/plugin/test_services.h"

namespace dashflow::plugin {
namespace {

class PluginHostTest : public testing::Test {
 protected:
  template <class Table>
  const Table* Query(std::string_view id) const {
    return static_cast<const Table*>(host_.abi().query(&host_.abi(), Text(id)));
  }

  TestServices services_;
  PluginHost host_{services_.services, "text"};
};

TEST_F(PluginHostTest, SaysWhatItIs) {
  EXPECT_EQ(host_.abi().size, sizeof(df_host));
  EXPECT_EQ(host_.abi().abi_draft, std::uint32_t{DF_ABI_DRAFT});
  EXPECT_EQ(ReadText(host_.abi().name), "dashflow");
  EXPECT_EQ(ReadText(host_.abi().version), "0.1.0");
}

TEST_F(PluginHostTest, HasATableForEachServiceThatManifestsMayRequire) {
  for (const std::string_view id : ServiceIds()) {
    const bool is_facet = id == DF_ID_NODE || id == DF_ID_STORE || id == DF_ID_REDUCER;
    EXPECT_EQ(Query<void>(id) == nullptr, is_facet) << id;
  }
  EXPECT_EQ(Query<void>("dashflow.metrics/1"), nullptr);
  EXPECT_EQ(host_.abi().query(nullptr, Text(DF_ID_CALL)), nullptr);
  EXPECT_EQ(host_.abi().query(&host_.abi(), {nullptr, 4}), nullptr);
}

TEST_F(PluginHostTest, PassesTimeAndRandomnessOn) {
  const auto* clock = Query<df_clock_api>(DF_ID_CLOCK);
  EXPECT_EQ(clock->unix_ns(clock), 1000);
  EXPECT_EQ(clock->mono_ns(clock), 50);
  EXPECT_EQ(clock->mono_ns(nullptr), 0);
  const auto* random = Query<df_random_api>(DF_ID_RANDOM);
  EXPECT_EQ(random->next(random), SeededRandom(7).Next());
  EXPECT_EQ(random->next(nullptr), 0u);
}

TEST_F(PluginHostTest, LogsUnderThePluginsName) {
  const auto* log = Query<df_log_api>(DF_ID_LOG);
  EXPECT_EQ(log->enabled(log, DF_LOG_DEBUG), 0u);
  EXPECT_EQ(log->enabled(log, DF_LOG_ERROR), 1u);
  EXPECT_EQ(log->enabled(log, 99), 1u);
  EXPECT_EQ(log->enabled(nullptr, DF_LOG_ERROR), 0u);
  const Value fields = *ParseJson(R"({"n":1})");
  log->write(log, nullptr, DF_LOG_INFO, Text("started"), ToAbi(&fields));
  log->write(log, nullptr, -5, Text("odd level"), nullptr);
  log->write(log, nullptr, DF_LOG_INFO, {nullptr, 3}, nullptr);
  log->write(nullptr, nullptr, DF_LOG_INFO, Text("nobody"), nullptr);
  EXPECT_THAT(services_.log.lines(),
              testing::ElementsAre(R"(text: started {"n":1})", "text: odd level"));
}

TEST_F(PluginHostTest, KeepsHostsOfOneProcessApart) {
  PluginHost other(services_.services, "other");
  const auto* log =
      static_cast<const df_log_api*>(other.abi().query(&other.abi(), Text(DF_ID_LOG)));
  log->write(log, nullptr, DF_LOG_INFO, Text("here"), nullptr);
  EXPECT_THAT(services_.log.lines(), testing::ElementsAre("other: here"));
}

}  // namespace
}  // namespace dashflow::plugin
