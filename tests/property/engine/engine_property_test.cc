// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "host/checkpoint/directory.h"
#include "host/checkpoint/history/history.h"
#include "host/checkpoint/history/views.h"
#include "host/checkpoint/loader.h"
#include "tests/support/engine/host_fixture.h"
#include "tests/support/engine/map_store.h"

namespace dashflow::engine {
namespace {

using checkpoint::StoreCode;
using graph::Call;
using graph::ExecClass;
using graph::Outcome;
using testing::HostFixture;

// A fan-out of blocking tasks inside a loop, with two growing lists and a sum.
const std::string kWorkflow = R"(
dashflow: 1
name: property
state:
  round: {type: integer, default: 0}
  items: {type: array}
  log: {reduce: append}
  parts: {reduce: concat}
  sum: {reduce: sum}
input: [items]
nodes:
  next: {type: test.next}
  work: {type: test.work}
edges:
  - START -> next
  - {from: next, each: items, to: work, as: item}
  - {gather: work, switch: round < 3, cases: {true: next}, default: END}
)";

void AddTypes(HostFixture& host) {
  host.types.Add("test.next", {.inputs = {"round"}, .outputs = {"round"}}, [](Call& call) {
    call.Emit(0, call.facts().inputs[0].as_int() + 1);
    return Outcome::kDone;
  });
  host.types.Add(
      "test.work",
      {.inputs = {"item"}, .outputs = {"log", "parts", "sum"}, .exec = ExecClass::kBlocking},
      [](Call& call) {
        const Value& item = call.facts().inputs[0];
        call.Emit(0, item);
        call.Emit(1, Value::EmptyArray().Append(item).Append(item));
        call.Emit(2, item);
        return Outcome::kDone;
      });
}

Value InputOf(const std::vector<int>& items) {
  Value list = Value::EmptyArray();
  for (const int item : items) list = list.Append(item % 1000);
  return Value::EmptyObject().Set("items", list);
}

Value Undisturbed(const Value& input, std::uint64_t seed) {
  HostFixture host(HostFixture::On::kSeeded, seed);
  AddTypes(host);
  RunRequest request;
  request.input = input;
  return host.Try(kWorkflow, request).value().output;
}

// A run on the thread "t" of the store.
RunResult RunKept(HostFixture& host, checkpoint::Store& store, const std::vector<int>& items) {
  AddTypes(host);
  host.UseStore(store);
  RunRequest request;
  request.thread = "t";
  request.input = InputOf(items);
  return host.Try(kWorkflow, request).value();
}

RC_GTEST_PROP(Engine, OrderDoesNotDependOnTiming,
              (std::vector<int> items, std::uint64_t a, std::uint64_t b)) {
  const Value input = InputOf(items);
  RC_ASSERT(Undisturbed(input, a) == Undisturbed(input, b));
}

// Blocking tasks end in any order there.
RC_GTEST_PROP(Engine, OnManyThreadsItEndsAsOnOne, (const std::vector<int>& items)) {
  HostFixture host(HostFixture::On::kTbb);
  AddTypes(host);
  testing::MapStore store;
  host.UseStore(store);
  const Value input = InputOf(items);
  RunRequest request;
  request.input = input;
  RC_ASSERT(host.Try(kWorkflow, request).value().output == Undisturbed(input, 1));
}

RC_GTEST_PROP(Engine, EachCheckpointIsTheFoldOfTheWritesBeforeIt, (const std::vector<int>& items)) {
  HostFixture host;
  testing::MapStore store;
  RunKept(host, store, items);
  const auto channels = host.types.Compile(kWorkflow)->channels;
  const auto record = checkpoint::Directory(store).Get("t").value();
  std::optional<Value> after;
  const auto visit = [&](const checkpoint::Snapshot& snapshot) {
    if (snapshot.origin == checkpoint::Origin::kInput) return true;
    const auto folded = checkpoint::WithFinished(channels, snapshot).value();
    if (after) RC_ASSERT(checkpoint::ValuesOf(folded) == *after);
    after = checkpoint::ValuesOf(snapshot);
    return true;
  };
  RC_ASSERT(checkpoint::History(store, record).Visit(visit).has_value());
  RC_ASSERT(after.has_value());
}

RC_GTEST_PROP(Engine, StoppedAtAnyCommitItEndsTheSame,
              (std::vector<int> items, std::uint8_t stop)) {
  const Value input = InputOf(items);
  HostFixture host;
  AddTypes(host);
  testing::MapStore store;
  int commits = 0;
  store.before = [&commits, stop](const checkpoint::Batch&) {
    return ++commits > 3 + stop % 8 ? StoreCode::kUnavailable : StoreCode::kOk;
  };
  host.UseStore(store);
  RunRequest request;
  request.thread = "t";
  request.input = input;
  const auto first = host.Try(kWorkflow, request);
  store.before = [](const checkpoint::Batch&) { return StoreCode::kOk; };
  host.Restart();
  const RunResult last = first.value().error ? host.Resume("t", kWorkflow) : first.value();
  RC_ASSERT(last.output == Undisturbed(input, 1));
}

RC_GTEST_PROP(Engine, TheStoreHoldsTheStateOfTheRun, (std::vector<int> items)) {
  HostFixture host;
  testing::MapStore store;
  const RunResult result = RunKept(host, store, items);
  const auto record = checkpoint::Directory(store).Get("t").value();
  const auto loaded = checkpoint::Loader(store).LoadHead(record.stream).value();
  for (std::size_t i = 0; i < loaded.names.channels.size(); ++i) {
    const Value* value = result.output.Find(loaded.names.channels[i]);
    RC_ASSERT(value != nullptr);
    RC_ASSERT(loaded.state.slots.at(i).value == *value);
  }
}

}  // namespace
}  // namespace dashflow::engine
