// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "host/checkpoint/directory.h"
#include "host/value/json.h"
#include "tests/support/engine/host_fixture.h"
#include "tests/support/engine/map_store.h"

namespace dashflow::engine {
namespace {

using checkpoint::ThreadStatus;
using graph::Call;
using graph::ExecClass;
using graph::Outcome;
using testing::HostFixture;

constexpr int kNodes = 100;
constexpr int kRuns = 1000;

// A line of 100 nodes, every tenth of which is of another exec class.
std::string LineOf100() {
  std::string nodes;
  std::string edges = "START";
  for (int i = 0; i < kNodes; ++i) {
    const std::string name = "n" + std::to_string(i);
    nodes += "  " + name + ": {type: " + (i % 10 == 9 ? "test.block" : "test.add") + "}\n";
    edges += " -> " + name;
  }
  return "dashflow: 1\nname: line\nstate: {n: {type: integer}}\nnodes:\n" + nodes + "edges: [" +
         edges + "]\n";
}

Outcome Add(Call& call) {
  call.Emit(0, call.facts().inputs[0].as_int() + 1);
  return Outcome::kDone;
}

TEST(ManyRuns, AThousandAtOnceKeepTheirStatesApart) {
  testing::MapStore store;
  HostFixture host(HostFixture::On::kTbb);
  host.UseStore(store);
  host.types.Add("test.add", {.inputs = {"n"}, .outputs = {"n"}, .exec = ExecClass::kCompute}, Add);
  host.types.Add("test.block", {.inputs = {"n"}, .outputs = {"n"}, .exec = ExecClass::kBlocking},
                 Add);
  const auto program = host.engine().Load(host.types.Compile(LineOf100()));
  std::vector<RunHandle> runs;
  for (int i = 0; i < kRuns; ++i) {
    RunRequest request;
    request.thread = "t" + std::to_string(i);
    request.input = Value::EmptyObject().Set("n", i * 1000);
    auto started = host.engine().Start(program, std::move(request));
    ASSERT_TRUE(started.has_value());
    runs.push_back(std::move(started).value());
  }
  for (int i = 0; i < kRuns; ++i) {
    const RunResult& result = runs[static_cast<std::size_t>(i)].Wait();
    EXPECT_EQ(result.status, ThreadStatus::kDone);
    EXPECT_EQ(result.output, Value::EmptyObject().Set("n", i * 1000 + kNodes));
  }
  // One a superstep and one of the input; a task that ends early may keep its result beside.
  EXPECT_GE(store.entries(), static_cast<std::size_t>(kRuns * (kNodes + 1)));
  const auto record = checkpoint::Directory(store).Get("t999");
  ASSERT_TRUE(record.has_value());
  EXPECT_EQ(record->status, ThreadStatus::kDone);
}

}  // namespace
}  // namespace dashflow::engine
