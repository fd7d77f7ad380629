// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <filesystem>

#include "host/checkpoint/directory.h"
#include "host/checkpoint/history/history.h"
#include "host/checkpoint/history/views.h"
#include "host/plugin/plugin_registry.h"
#include "host/value/json.h"
#include "tests/support/engine/host_fixture.h"
#include "tests/unit/plugin/test_services.h"

namespace dashflow::engine {
namespace {

using checkpoint::Snapshot;
using graph::Call;
using graph::ExecClass;
using graph::Outcome;
using testing::HostFixture;
using testing::Json;

constexpr const char* kYaml = R"(
dashflow: 1
name: care
state: {n: {type: integer, default: 0}, log: {reduce: append}, text: {type: string, default: ''}}
nodes: {count: {type: test.count, cache: {ttl: 1h}}, ask: {type: test.ask}}
edges: [START -> count, {from: count, to: count, when: n < 5}, {from: count, to: ask, when: n >= 5}]
)";

// Care of threads, and the cache, on each store.
class StoreCare : public ::testing::TestWithParam<const char*> {
 protected:
  StoreCare() : folder(std::filesystem::temp_directory_path() / "dashflow-care-test") {
    std::filesystem::remove_all(folder);
    std::filesystem::create_directory(folder);
    const std::string url = GetParam() == std::string_view("sqlite")
                                ? "sqlite:" + (folder / "state.db").string()
                                : std::string(GetParam());
    store = registry.OpenStore(url, plugin::StoreAccess::kReadWrite).value();
    host.UseStore(*store);
    host.types.Add("test.count",
                   {.inputs = {"n"}, .outputs = {"n", "log"}, .exec = ExecClass::kBlocking},
                   [this](Call& call) {
                     ++calls;
                     call.Emit(0, call.facts().inputs[0].as_int() + 1);
                     call.Emit(1, call.facts().inputs[0]);
                     return Outcome::kDone;
                   });
    host.types.Add("test.ask", {.inputs = {}, .outputs = {"log"}}, [](Call& call) {
      const Value* answer = call.Interrupt("what?", {});
      if (answer == nullptr) return Outcome::kInterrupted;
      call.Emit(0, *answer);
      return Outcome::kDone;
    });
  }
  ~StoreCare() override { std::filesystem::remove_all(folder); }

  std::vector<std::string> History(const std::string& thread) {
    std::vector<std::string> lines;
    const auto record = checkpoint::Directory(*store).Get(thread).value();
    checkpoint::History(*store, record)
        .Visit([&lines](const Snapshot& snapshot) {
          if (snapshot.position.seq != 0) lines.push_back(ToJson(checkpoint::ValuesOf(snapshot)));
          return true;
        })
        .value();
    return lines;
  }
  Value Answer(const std::string& thread) {
    return host.Resume(thread, kYaml, {{"", "yes"}}).output;
  }

  const std::filesystem::path folder;
  plugin::TestServices services;
  const std::vector<plugin::SearchFolder> folders{{DASHFLOW_PLUGINS, true}};
  plugin::PluginRegistry registry{folders, services.services};
  std::unique_ptr<checkpoint::Store> store;
  int calls = 0;
  HostFixture host;
};

INSTANTIATE_TEST_SUITE_P(Each, StoreCare, ::testing::Values("memory", "sqlite"),
                         [](const auto& kind) { return std::string(kind.param); });

TEST_P(StoreCare, CopiesPrunesAndDeletes) {
  host.RunOn("t", kYaml, R"({"text":")" + std::string(3 << 20, 'x') + "\"}");
  host.engine().CopyThread("t", "c").value();
  const auto history = History("t");
  EXPECT_EQ(History("c"), history);
  EXPECT_EQ(host.engine().PruneThread("t", {.keep = 2, .since = {}})->removed, 4U);
  EXPECT_EQ(History("t"), std::vector(history.begin(), history.begin() + 2));
  const Value answered = Answer("t");
  EXPECT_EQ(*answered.Find("log"), Json(R"([0,1,2,3,4,"yes"])"));
  EXPECT_EQ(Answer("c"), answered);
  host.engine().DeleteThread("t").value();
  EXPECT_EQ(host.Resume("c", kYaml).output, answered);
  host.engine().DeleteThread("c").value();
  EXPECT_TRUE(checkpoint::Directory(*store).List({})->empty());
}

TEST_P(StoreCare, CachesAcrossRuns) {
  host.RunOn("t", kYaml, "{}");
  EXPECT_EQ(calls, 5);
  host.Restart();
  host.RunOn("u", kYaml, "{}");
  EXPECT_EQ(calls, 5);
  EXPECT_EQ(Answer("t"), Answer("u"));
}

}  // namespace
}  // namespace dashflow::engine
