// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "host/checkpoint/store.h"

namespace dashflow::checkpoint {

// A store in front of another one, which outlives it: passes everything on but what a subclass does
// in its own way. [any-thread]
class ForwardingStore : public Store {
 public:
  explicit ForwardingStore(Store& inner) : inner_(inner) {}

  DurabilityClass durability() const override { return inner_.durability(); }
  void Commit(Batch& batch, void (*done)(void* context), void* context) override {
    inner_.Commit(batch, done, context);
  }
  StoreCode Get(std::string_view space, std::string_view key, const EntrySink& sink) override {
    return inner_.Get(space, key, sink);
  }
  StoreCode Scan(const ScanRange& range, const EntrySink& sink) override {
    return inner_.Scan(range, sink);
  }
  // NOLINTNEXTLINE(readability-function-size): the interface's parameters
  StoreCode Read(std::uint64_t stream, std::uint64_t from, std::uint64_t to, bool reverse,
                 std::uint64_t limit, const EntrySink& sink) override {
    return inner_.Read(stream, from, to, reverse, limit, sink);
  }
  StoreCode GetBlob(std::string_view hash, const EntrySink& sink) override {
    return inner_.GetBlob(hash, sink);
  }
  std::int64_t Now() const override { return inner_.Now(); }
  std::string Reason() const override { return inner_.Reason(); }
  std::string_view url() const override { return inner_.url(); }

 protected:
  Store& inner() const { return inner_; }

 private:
  Store& inner_;
};

}  // namespace dashflow::checkpoint
