// SPDX-License-Identifier: Apache-2.0
#include "sdk/testing/include/dashflow/testing/temporary_folder.hpp"
#include "tests/bench/bench_host.h"
#include "tests/bench/figures.h"
#include "tests/bench/floors.h"
#include "tests/bench/store/durable.h"
#include "tests/bench/workflows.h"

namespace dashflow::bench {
namespace {

Figure Durable(const std::string& name, int runs, int usual_steps) {
  const int steps = LessOf(usual_steps, 2);
  const auto ours = [&] {
    const sdk::testing::TemporaryFolder folder;
    return DurableSupersteps("sqlite:" + folder.path() + "/state.db", runs, steps);
  };
  const auto floor = [&, bytes = EntryBytes()] {
    const sdk::testing::TemporaryFolder folder;
    return SqliteRows(folder.path(), runs * steps, runs, bytes);
  };
  return Compare(name, "durable supersteps/s", Better::kMore, ours, floor, 5);
}

Figure AppendBytes() {
  constexpr int kMessages = 10000;
  constexpr double kSum = kMessages * 1024.0;
  return Compare(
      "append_bytes", "bytes", Better::kLess, [] { return BytesOfMessages(kMessages); },
      [] { return kSum; }, 1);
}

// The second half of a long list must not cost more than the first: the floor is half the list.
Figure AppendTime() {
  const auto each = [](int messages) {
    const sdk::testing::TemporaryFolder folder;
    BenchHost host("sqlite:" + folder.path() + "/state.db");
    const auto program = host.Load(GrowingList(messages));
    const double took = Microseconds([&] { host.Run(program, Value::EmptyObject().Set("n", 0)); });
    return took / messages;
  };
  return Compare(
      "append_time", "us/message", Better::kLess, [&] { return each(10000); },
      [&] { return each(5000); }, 3);
}

}  // namespace

std::vector<Case> StoreCases() {
  return {{"sqlite_1", [] { return Durable("sqlite_1", 1, 1000); }},
          {"sqlite_16", [] { return Durable("sqlite_16", 16, 500); }},
          {"sqlite_100", [] { return Durable("sqlite_100", 100, 300); }},
          {"sqlite_1000", [] { return Durable("sqlite_1000", 1000, 30); }},
          {"append_bytes", AppendBytes},
          {"append_time", AppendTime}};
}

}  // namespace dashflow::bench
