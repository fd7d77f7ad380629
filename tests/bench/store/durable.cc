// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/store/durable.h"

#include <filesystem>
#include <vector>

#include "host/checkpoint/directory.h"
#include "sdk/testing/include/dashflow/testing/temporary_folder.hpp"
#include "tests/bench/bench_host.h"
#include "tests/bench/measure.h"
#include "tests/bench/workflows.h"

namespace dashflow::bench {
namespace {

std::uintmax_t SizeOf(const std::string& folder) {
  std::uintmax_t bytes = 0;
  for (const auto& file : std::filesystem::directory_iterator(folder)) bytes += file.file_size();
  return bytes;
}

}  // namespace

double DurableSupersteps(const std::string& store, int runs, int steps) {
  BenchHost host(store);
  const auto program = host.Load(LoopTo(steps));
  std::vector<engine::RunHandle> handles;
  const double took = Microseconds([&] {
    for (int i = 0; i < runs; ++i) {
      handles.push_back(host.Start(program, Value::EmptyObject().Set("n", 0)));
    }
    for (const auto& handle : handles) handle.Wait();
  });
  return runs * steps / took * 1e6;
}

double BytesOfMessages(int messages) {
  const sdk::testing::TemporaryFolder folder;
  {
    BenchHost host("sqlite:" + folder.path() + "/state.db");
    host.Run(host.Load(GrowingList(messages)), Value::EmptyObject().Set("n", 0));
  }
  return static_cast<double>(SizeOf(folder.path()));
}

int EntryBytes() {
  constexpr int kSteps = 1000;
  BenchHost host("memory");
  host.Run(host.Load(LoopTo(kSteps)), Value::EmptyObject().Set("n", 0));
  const auto thread = checkpoint::Directory(host.store()).Find("@last");
  if (thread.has_error()) Die(thread.error());
  std::size_t bytes = 0;
  host.store().Read(thread->stream, 2, UINT64_MAX, false, kSteps, [&](const auto& entry) {
    bytes += entry.bytes.view().size();
    return true;
  });
  return static_cast<int>(bytes / kSteps);
}

}  // namespace dashflow::bench
