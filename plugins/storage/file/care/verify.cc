// SPDX-License-Identifier: Apache-2.0
#include "plugins/storage/file/care/verify.h"

#include <system_error>

#include "plugins/storage/file/format/escape.h"

namespace dashflow::file {
namespace {

std::string EntryName(std::uint64_t stream, std::uint64_t seq) {
  return "entry of stream " + std::to_string(stream) + " " + std::to_string(seq);
}

}  // namespace

Verification::Verification(const Index& index, const Journal& journal)
    : file_(journal.file()), seed_(journal.seed()) {
  for (const auto& [space, records] : index.spaces()) {
    for (const auto& [key, record] : records.map()) {
      items_.push_back({"record " + Escape(space) + " " + Escape(key), record.payload});
    }
  }
  for (const auto& [number, stream] : index.streams()) {
    std::uint64_t seq = stream.first();
    for (const Payload& payload : stream.entries) {
      items_.push_back({EntryName(number, seq), payload, number, seq});
      ++seq;
    }
  }
  for (const auto& [hash, blob] : index.blobs()) {
    items_.push_back({"blob " + Escape(hash), blob.payload});
  }
}

void Verification::Run(const sdk::StoreWatch& watch) const {
  std::uint64_t done = 0;
  for (const Item& item : items_) {
    Check(item, watch);
    watch.Step(++done, items_.size());
  }
}

void Verification::Check(const Item& item, const sdk::StoreWatch& watch) const {
  try {
    ReadPayload(*file_, seed_, item.payload, item.name);
  } catch (const std::system_error& error) {
    throw sdk::StoreError(sdk::StoreStatus::kUnavailable, error.what());
  } catch (const sdk::StoreError& error) {
    watch.Found(error.message(), item.stream, item.seq);
  }
}

}  // namespace dashflow::file
