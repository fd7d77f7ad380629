// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "host/base/result.h"
#include "host/checkpoint/document/document.h"
#include "host/checkpoint/store.h"

namespace dashflow::checkpoint {

// The documents of one space. Errors of all: store_damaged, and what the store says. [any-thread]
class Documents {
 public:
  // `space` outlives this: a constant.
  Documents(Store& store, std::string_view space) : store_(store), space_(space) {}

  // Nothing = it is not there.
  Result<std::optional<Document>> Get(std::string_view key) const;

  // If it is as it was read, or is not there yet (rev 0); returns its new rev. Errors:
  // store_conflict, document_too_large.
  Result<std::uint64_t> Put(const Document& document);
  // Whatever is there. Error document_too_large.
  Status Overwrite(const Document& document);
  Status Erase(std::string_view key);

  // Reads it, lets `change` change it, and puts it; again when somebody else has put it meanwhile.
  // `change` sees rev 0 and null where it is not there, and returns whether it is to be put.
  using Changer = std::function<Result<bool>(Document&)>;
  Result<Document> Change(std::string_view key, const Changer& change);

  // In key order, until `take` returns false.
  struct Range {
    std::string_view term{};  // empty = all
    std::string_view from{};
    std::string_view to{};  // empty = to the end
    bool reverse = false;
  };
  using Visitor = std::function<bool(Document)>;
  Status Visit(const Range& range, const Visitor& take) const;

 private:
  Store& store_;
  std::string_view space_;
};

}  // namespace dashflow::checkpoint
