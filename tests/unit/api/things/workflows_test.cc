// SPDX-License-Identifier: Apache-2.0
#include "host/api/workflows/workflows.h"

#include <gtest/gtest.h>

#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include "tests/support/engine/host_fixture.h"
#include "tests/support/engine/map_store.h"

namespace dashflow::testing {
namespace {

class NoReducers final : public graph::Reducers {
 public:
  const channel::Reducer* Find(std::string_view) const override { return nullptr; }
};

// A workflow in a file that changes.
class ServedWorkflow : public ::testing::Test {
 protected:
  ServedWorkflow() {
    host.UseStore(store);
    host.types.Add("test.step", {.inputs = {"n"}, .outputs = {"n"}},
                   [](graph::Call&) { return graph::Outcome::kDone; });
  }
  // Texts of different lengths, since a clock of files may be slow.
  void Write(const std::string& node, const std::string& type = "test.step") {
    std::ofstream(file) << "dashflow: 1\nname: w\nparams: {x: {type: integer, default: 1}}\n"
                           "state: {n: {type: integer}}\nnodes: {" +
                               node + ": {type: " + type + "}}\nedges: [START -> " + node + "]\n";
  }
  std::string Node() { return workflows.Find("w").value().workflow().nodes.front().name; }

  HostFixture host;
  MapStore store;
  NoReducers reducers;
  const std::string file = ::testing::TempDir() + "/served_workflow.yaml";
  std::vector<std::string> refused;
  int reads = 0;
  api::Workflows workflows{
      {.engine = host.engine(),
       .store = store,
       .types = host.types,
       .reducers = reducers,
       .names = [] { return std::vector<std::string>{"w"}; },
       .read =
           [this](const std::string&) {
             ++reads;
             return graph::ReadDefinition(file);
           },
       .refused = [this](const Error& error) { refused.push_back(error.code()); }}};
};

TEST_F(ServedWorkflow, IsReadOnceForTheSameFile) {
  Write("one");
  const auto first = workflows.Find("w").value().program;
  EXPECT_EQ(workflows.Find("w").value().program, first);
  EXPECT_EQ(reads, 1);
  const Value params = Value::EmptyObject().Set("x", 2).Set("unknown", 3);
  const auto other = workflows.Find("w", params).value().program;
  EXPECT_NE(other, first);
  EXPECT_EQ(workflows.Find("w", params.Erase("unknown")).value().program, other);
}

TEST_F(ServedWorkflow, IsKeptForAsManyParametersAsAreInUse) {
  Write("one");
  const auto with = [this](int x) {
    return workflows.Find("w", Value::EmptyObject().Set("x", x)).value().program;
  };
  const auto used = with(0);
  const std::weak_ptr<const engine::Program> unused = with(1);
  for (int x = 2; x < 100; ++x) with(x);
  EXPECT_TRUE(unused.expired());
  EXPECT_NE(with(0), used);
  EXPECT_EQ(with(99), with(99));
}

TEST_F(ServedWorkflow, IsReadAgainWhenItsFileHasChanged) {
  Write("one");
  EXPECT_EQ(Node(), "one");
  Write("second");
  EXPECT_EQ(Node(), "second");
}

TEST_F(ServedWorkflow, StaysAsItWasWhenItsFileHasMistakes) {
  Write("one");
  EXPECT_EQ(Node(), "one");
  Write("second", "test.unknown");
  EXPECT_EQ(Node(), "one");
  EXPECT_EQ(Node(), "one");
  EXPECT_EQ(refused.size(), 1U);
  std::ofstream(file) << "nothing";
  EXPECT_EQ(Node(), "one");
  Write("the_third");
  EXPECT_EQ(Node(), "the_third");
}

TEST_F(ServedWorkflow, SaysWhatIsWrongWhenItNeverWasRight) {
  Write("one", "test.unknown");
  EXPECT_EQ(workflows.Find("w").error().code(), "plugin_not_found");
  EXPECT_EQ(workflows.Find("v").error().code(), "assistant_not_found");
  Write("second");
  EXPECT_EQ(Node(), "second");
}

}  // namespace
}  // namespace dashflow::testing
