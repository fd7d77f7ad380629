// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "host/channel/reducers/rules.h"

namespace dashflow::channel {

// A Rule as a Reducer.
class BuiltinReducer final : public Reducer {
 public:
  explicit BuiltinReducer(const Rule& rule) : rule_(rule) {}  // the rule outlives it

  std::string_view name() const override { return rule_.name; }
  Laws laws() const override { return rule_.laws; }
  Value Start() const override { return rule_.start(); }
  Result<Value> Reduce(Value current, const Value& write) const override;
  Result<Value> ReduceWith(Value current, const Value& write, Memo& memo) const override;
  bool appends() const override { return rule_.appends; }
  bool takes_elements() const override { return rule_.takes_elements; }
  bool alters() const override { return rule_.alters; }
  std::unique_ptr<Memo> NewMemo() const override {
    return rule_.new_memo == nullptr ? nullptr : rule_.new_memo();
  }
  bool Holds(const Value& whole) const override { return rule_.holds(whole); }
  bool Accepts(const Value& write) const override { return rule_.accepts(write); }

 private:
  const Rule& rule_;
};

}  // namespace dashflow::channel
