// SPDX-License-Identifier: Apache-2.0
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "host/checkpoint/entry.h"
#include "host/checkpoint/envelope/envelope.h"
#include "tests/support/engine/map_store.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace {

using namespace dashflow::checkpoint;

void Require(bool holds) {
  if (!holds) std::abort();
}

// As if whoever damaged it had made the checksum fit.
std::string WithChecksum(std::string content) {
  const std::uint64_t checksum = XXH3_64bits(content.data(), content.size());
  return content.append(reinterpret_cast<const char*>(&checksum), sizeof checksum);
}

// What was read is written so that it reads as the same.
void CheckAgain(const Entry& entry) {
  std::string once;
  EncodeEntry(entry, once);
  const auto read = DecodeEntry(once);
  Require(read.has_value());
  std::string again;
  EncodeEntry(*read, again);
  Require(again == once);
}

}  // namespace

// A log entry as a store holds it: its envelope, then what is in it.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view stored(reinterpret_cast<const char*>(data), size);
  dashflow::testing::MapStore store;
  BlobsOf(stored);
  const auto content = OpenEnvelope(stored, store);
  if (content.has_error()) {
    Require(content.error().code() == "store_damaged");
    return 0;
  }
  Require(content->size() <= kMaxStoreBytes || stored.size() > kMaxStoreBytes);
  const auto entry = DecodeEntry(WithChecksum(*content));
  if (entry.has_value()) CheckAgain(*entry);
  return 0;
}
