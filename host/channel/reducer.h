// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

#include "host/base/result.h"
#include "host/channel/memo.h"
#include "host/value/value.h"

namespace dashflow::channel {

// Laws that a reducer declares; property tests hold it to them. DF_LAW_* of the ABI.
struct Laws {
  bool associative = false;
  bool commutative = false;
  bool idempotent = false;
};

// A pure function that joins a write with what a channel holds. Implementations are immutable and
// [any-thread].
class Reducer {
 public:
  virtual ~Reducer() = default;
  virtual std::string_view name() const = 0;
  virtual Laws laws() const = 0;
  virtual Value Start() const = 0;  // the value before any write: [] 0 "" {} or null
  // `current` is given up by the caller, so that a list may grow in place. Errors: invalid_update.
  virtual Result<Value> Reduce(Value current, const Value& write) const = 0;
  // The same with a memo of NewMemo, that of the channel. REQUIRES: there is one.
  virtual Result<Value> ReduceWith(Value current, const Value& write, Memo&) const {
    return Reduce(std::move(current), write);
  }
  virtual std::unique_ptr<Memo> NewMemo() const { return nullptr; }  // null = it needs none
  // True when Reduce adds to the end of a list, always or unless the memo says that it rewrote it:
  // checkpoints then store what was appended.
  virtual bool appends() const { return false; }
  // Of one that appends: whether what it appends may be other than what was written.
  virtual bool alters() const { return false; }
  // True when a write is one element of the list that the channel holds: what overwrites the list
  // is then checked element by element against the channel's schema.
  virtual bool takes_elements() const { return false; }
  // Whether the channel may hold `whole`: what overwrites it must pass.
  virtual bool Holds(const Value&) const { return true; }
  // True when Reduce cannot fail for this write and any value that passes Holds. Fold then gives up
  // its reference.
  virtual bool Accepts(const Value&) const { return false; }
};

// append concat sum merge union min max or and text messages; null for another name.
const Reducer* FindBuiltinReducer(std::string_view name);
std::span<const Reducer* const> BuiltinReducers();

}  // namespace dashflow::channel
