// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <set>

#include "host/engine/cache/cached_result.h"
#include "tests/support/engine/host_fixture.h"
#include "tests/support/engine/map_store.h"

namespace dashflow::engine {
namespace {

using graph::Call;
using graph::ExecClass;
using graph::Outcome;
using testing::HostFixture;
using testing::MapStore;

std::string Workflow(bool cached) {
  return std::string(R"(
dashflow: 1
name: cached
state: {items: {type: array}, log: {reduce: append}}
output: [log]
nodes: {twice: {type: test.twice, out: {twice: log})") +
         (cached ? ", cache: {}" : "") + R"(}}
edges: [{from: START, each: items, to: twice, as: n}]
)";
}

struct Caching {
  Caching() {
    host.UseStore(store);
    host.types.Add("test.twice",
                   {.inputs = {"n"}, .outputs = {"twice"}, .exec = ExecClass::kCompute},
                   [this](Call& call) {
                     ++calls;
                     call.Emit(0, 2 * call.facts().inputs[0].as_int());
                     return Outcome::kDone;
                   });
  }
  Value Run(bool cached, const std::vector<int>& items, graph::Durability durability) {
    Value list = Value::EmptyArray();
    for (const int item : items) list = list.Append(item % 8);
    RunRequest request;
    request.input = Value::EmptyObject().Set("items", list);
    request.options.durability = durability;
    return host.Try(Workflow(cached), std::move(request)).value().output;
  }

  MapStore store;
  HostFixture host;
  int calls = 0;
};

graph::Durability DurabilityOf(std::uint8_t any) { return static_cast<graph::Durability>(any % 3); }

RC_GTEST_PROP(Cache, ChangesNoResult, (const std::vector<int>& items, std::uint8_t durability)) {
  Caching caching;
  const Value plain = caching.Run(false, items, DurabilityOf(durability));
  RC_ASSERT(caching.Run(true, items, DurabilityOf(durability)) == plain);
  RC_ASSERT(caching.Run(true, items, DurabilityOf(durability)) == plain);
}

RC_GTEST_PROP(Cache, OfWhatARunHasSeenCallsNothing,
              (const std::vector<int>& items, std::uint8_t durability)) {
  Caching caching;
  caching.Run(true, items, DurabilityOf(durability));
  const int calls = caching.calls;
  caching.Run(true, items, DurabilityOf(durability));
  RC_ASSERT(caching.calls == calls);
}

RC_GTEST_PROP(Cache, HasAsManyRecordsAsThereAreInputs, (const std::vector<int>& items)) {
  Caching caching;
  caching.Run(true, items, graph::Durability::kSync);
  std::set<int> distinct;
  for (const int item : items) distinct.insert(item % 8);
  RC_ASSERT(caching.store.Keys("cache").size() == distinct.size());
}

TaskResult ResultOf(const std::vector<std::int64_t>& values) {
  TaskResult result;
  for (const std::int64_t value : values) {
    const auto mode = value % 2 == 0 ? channel::WriteMode::kReduce : channel::WriteMode::kOverwrite;
    const Value written =
        mode == channel::WriteMode::kReduce ? Value(value) : Value::EmptyArray().Append(value);
    result.writes.push_back({1, mode, written});
    result.out.emplace_back(0, value);
  }
  return result;
}

RC_GTEST_PROP(Cache, AResultIsReadAsItWasWritten, (const std::vector<std::int64_t>& values)) {
  const Caching caching;
  const auto workflow = caching.host.types.Compile(Workflow(true));
  const TaskResult result = ResultOf(values);
  const std::string bytes =
      EncodeResult(*workflow, workflow->nodes[0], result, result.writes.size());
  TaskResult read;
  RC_ASSERT(DecodeResult(*workflow, workflow->nodes[0], bytes, read));
  RC_ASSERT(read.out == result.out);
  RC_ASSERT(read.writes.size() == result.writes.size());
  for (std::size_t i = 0; i < read.writes.size(); ++i) {
    RC_ASSERT(read.writes[i].mode == result.writes[i].mode);
    RC_ASSERT(read.writes[i].value == result.writes[i].value);
  }
}

RC_GTEST_PROP(Cache, ADamagedResultIsNone,
              (const std::vector<std::int64_t>& values, std::uint16_t at, std::uint8_t bit)) {
  const Caching caching;
  const auto workflow = caching.host.types.Compile(Workflow(true));
  const TaskResult result = ResultOf(values);
  std::string bytes = EncodeResult(*workflow, workflow->nodes[0], result, result.writes.size());
  bytes[at % bytes.size()] = static_cast<char>(bytes[at % bytes.size()] ^ (1 << (bit % 8)));
  TaskResult read;
  RC_ASSERT(!DecodeResult(*workflow, workflow->nodes[0], bytes, read));
  RC_ASSERT(read.writes.empty() && read.out.empty());
}

}  // namespace
}  // namespace dashflow::engine
