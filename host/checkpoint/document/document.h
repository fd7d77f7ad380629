// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "host/base/clock.h"
#include "host/base/result.h"
#include "host/checkpoint/run/record_put.h"
#include "host/checkpoint/store.h"
#include "host/value/value.h"

namespace dashflow::checkpoint {

// A record whose content is a value: what the API keeps beside threads and runs. It carries its
// index terms and its end, so that a store can be copied without knowing what it means.
struct Document {
  std::string key;  // at most kMaxStoreKey bytes
  Value content{};
  std::vector<std::string> terms{};  // as SetIndexTerm makes them
  WallTime expires{};                // the epoch = never
  std::uint64_t rev = 0;             // of the record in the store; 0 = not stored yet
};

void EncodeDocument(const Document& document, std::string& out);  // appends
// Error store_damaged. Safe for any bytes.
Result<Document> DecodeDocument(const StoredEntry& entry);

// The operation borrows from the document's key and terms, too.
Operation PutDocument(std::string_view space, const Document& document, RecordPut& put);
// Whether a store takes what the operation puts. Error document_too_large.
Status CheckSize(std::string_view space, const RecordPut& put);
// The document is as it was read, or is not there yet.
Operation ExpectDocument(std::string_view space, const Document& document);

}  // namespace dashflow::checkpoint
