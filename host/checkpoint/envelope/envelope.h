// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <deque>
#include <list>
#include <string>
#include <string_view>
#include <vector>

#include "host/base/result.h"
#include "host/checkpoint/envelope/packing.h"
#include "host/checkpoint/store.h"

namespace dashflow::checkpoint {

// Fits bytes of any size into a store whose entries hold at most 1 MiB: what is larger goes to
// blobs, content-addressed (xxh3-128), in the same batch. The first byte tells which it is, and
// whether it is compressed.
class Envelope {
 public:
  // A buffer to append the content to; it holds the envelope's first byte already.
  std::string& Open();
  // Ends the content: puts the blob operations, if any, into `ops` and returns the bytes to store.
  // Both borrow from this.
  std::string_view Seal(std::vector<Operation>& ops, Packing packing);
  // Bytes that it keeps for the next.
  std::size_t capacity() const { return content_.capacity() + stored_.capacity(); }

 private:
  bool PackInline();
  void AddChunk(std::string_view chunk, Packing packing, std::vector<Operation>& ops);

  std::string content_;
  std::string stored_;  // where that is not the content as it is
  std::deque<std::string> hashes_;
  std::list<std::string> packed_;  // chunks; a deque takes memory before there are any
};

// The hashes of the blobs that a stored content uses.
std::vector<std::string_view> BlobsOf(std::string_view stored);

// The content again; fetches blobs. Errors: store_damaged and what the store says.
Result<std::string> OpenEnvelope(std::string_view stored, Store& store);

}  // namespace dashflow::checkpoint
