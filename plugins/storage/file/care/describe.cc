// SPDX-License-Identifier: Apache-2.0
#include "plugins/storage/file/care/describe.h"

#include <algorithm>

namespace dashflow::file {
namespace {

using Amount = sdk::StoreAbout::Amount;

void Count(const Payload& payload, Amount& amount) {
  ++amount.count;
  amount.bytes += payload.size;
}

Amount AmountOfRecords(const Index& index) {
  Amount amount;
  for (const auto& [space, records] : index.spaces()) {
    for (const auto& [key, record] : records.map()) Count(record.payload, amount);
  }
  return amount;
}

Amount AmountOfLog(const Index& index) {
  Amount amount;
  for (const auto& [number, stream] : index.streams()) {
    for (const Payload& payload : stream.entries) Count(payload, amount);
  }
  return amount;
}

Amount AmountOfBlobs(const Index& index) {
  Amount amount;
  for (const auto& [hash, blob] : index.blobs()) Count(blob.payload, amount);
  return amount;
}

}  // namespace

sdk::StoreAbout DescribeJournal(const Index& index, const Journal& journal) {
  const std::uint64_t size = journal.end();
  return {
      .layout =
          sdk::StoreAbout::Layout{kJournalLayout, kJournalLayout, kJournalLayout, kJournalLayout},
      .records = AmountOfRecords(index),
      .log = AmountOfLog(index),
      .blobs = AmountOfBlobs(index),
      .disk_bytes = size,
      .free_bytes = size - std::min(size, index.live_bytes()),
  };
}

}  // namespace dashflow::file
