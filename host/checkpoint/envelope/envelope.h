// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "host/base/result.h"
#include "host/checkpoint/store.h"

namespace dashflow::checkpoint {

// Fits bytes of any size into a store whose entries hold at most 1 MiB: what is larger goes to
// blobs, content-addressed (xxh3-128), in the same batch. The first byte tells which it is.
class Envelope {
 public:
  // A buffer to append the content to; it holds the envelope's first byte already.
  std::string& Open();
  // Ends the content: puts the blob operations, if any, into `ops` and returns the bytes to store.
  // Both borrow from this.
  std::string_view Seal(std::vector<Operation>& ops);
  std::size_t capacity() const { return content_.capacity(); }  // bytes that it keeps for the next

 private:
  std::string content_;
  std::string index_;
  std::deque<std::string> hashes_;
};

// The hashes of the blobs that a stored content uses.
std::vector<std::string_view> BlobsOf(std::string_view stored);

// The content again; fetches blobs. Errors: store_damaged and what the store says.
Result<std::string> OpenEnvelope(std::string_view stored, Store& store);

}  // namespace dashflow::checkpoint
