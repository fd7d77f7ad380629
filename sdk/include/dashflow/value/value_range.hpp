// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <dashflow/value/value_view.hpp>
#include <iterator>
#include <string_view>

namespace dashflow::sdk {

// Walks a container in batches, so that the border is crossed once in 16 steps.
template <class Raw, std::uint64_t (*df_value_api::*Fetch)(const df_value*, std::uint64_t*, Raw*,
                                                           std::uint64_t) noexcept>
class BatchCursor {
 public:
  explicit BatchCursor(const df_value& container) : container_(container) { Refill(); }
  bool done() const { return count_ == 0; }
  const Raw& current() const { return batch_[next_]; }
  void Advance() {
    if (++next_ == count_) Refill();
  }

 private:
  void Refill() {
    count_ = (services.value->*Fetch)(&container_, &cursor_, batch_.data(), batch_.size());
    next_ = 0;
  }

  df_value container_;
  std::uint64_t cursor_ = 0;
  std::uint64_t next_ = 0;
  std::uint64_t count_ = 0;
  std::array<Raw, 16> batch_;
};

struct Member {
  std::string_view key;
  ValueView value;
};

inline ValueView FromRaw(const df_value& raw) { return ValueView(raw); }
inline Member FromRaw(const df_member& raw) {
  return {{raw.key.as.text, raw.key.size}, ValueView(raw.value)};
}

// An input range: one pass.
template <class Cursor>
class BatchRange {
 public:
  class Iterator {
   public:
    using difference_type = std::ptrdiff_t;
    explicit Iterator(Cursor* cursor) : cursor_(cursor) {}
    auto operator*() const { return FromRaw(cursor_->current()); }
    Iterator& operator++() {
      cursor_->Advance();
      return *this;
    }
    bool operator==(std::default_sentinel_t) const { return cursor_->done(); }

   private:
    Cursor* cursor_;
  };

  explicit BatchRange(const df_value& container) : cursor_(container) {}
  Iterator begin() { return Iterator(&cursor_); }
  std::default_sentinel_t end() const { return {}; }

 private:
  Cursor cursor_;
};

class ElementRange : public BatchRange<BatchCursor<df_value, &df_value_api::elements>> {
  using BatchRange::BatchRange;
};
class MemberRange : public BatchRange<BatchCursor<df_member, &df_value_api::members>> {
  using BatchRange::BatchRange;
};

inline ElementRange ValueView::Elements() const noexcept {
  return ElementRange(kind() == Kind::kArray ? raw_ : df_value{});
}
inline MemberRange ValueView::Members() const noexcept {
  return MemberRange(kind() == Kind::kObject ? raw_ : df_value{});
}

inline ValueView ValueView::operator[](std::string_view key) const noexcept {
  df_value out{};
  if (kind() == Kind::kObject) services.value->get(&raw_, ToText(key), &out);
  return ValueView(out);
}
inline ValueView ValueView::operator[](std::size_t index) const noexcept {
  df_value out{};
  if (kind() == Kind::kArray) services.value->at(&raw_, index, &out);
  return ValueView(out);
}
inline bool ValueView::Has(std::string_view key) const noexcept {
  df_value out{};
  return kind() == Kind::kObject && services.value->get(&raw_, ToText(key), &out) == DF_OK;
}

}  // namespace dashflow::sdk
