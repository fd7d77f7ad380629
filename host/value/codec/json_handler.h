// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/json/error.hpp>
#include <boost/json/string_view.hpp>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "host/value/codec/key_cache.h"
#include "host/value/value.h"

namespace dashflow {

// Receives the events of Boost.JSON's push parser and builds a Value. Returning false ends the
// parse at that place.
class JsonHandler {
 public:
  using Text = boost::json::string_view;
  using Code = boost::json::error_code;

  // Boost wants these limits; JsonLimits bounds the whole text instead.
  static constexpr std::size_t max_array_size = SIZE_MAX;
  static constexpr std::size_t max_object_size = SIZE_MAX;
  static constexpr std::size_t max_string_size = UINT32_MAX;
  static constexpr std::size_t max_key_size = UINT32_MAX;

  Value TakeResult() { return std::move(stack_.back()); }
  // Set when on_double refused a number.
  bool out_of_range() const { return out_of_range_; }

  bool on_document_begin(Code&) { return true; }
  bool on_document_end(Code&) { return true; }
  bool on_array_begin(Code&) { return true; }
  bool on_array_end(std::size_t count, Code&);
  bool on_object_begin(Code&) { return true; }
  bool on_object_end(std::size_t count, Code&);
  bool on_string_part(Text part, std::size_t, Code&) { return KeepPart(part); }
  bool on_string(Text rest, std::size_t size, Code&);
  bool on_key_part(Text part, std::size_t, Code&) { return KeepPart(part); }
  bool on_key(Text rest, std::size_t size, Code&);
  bool on_number_part(Text, Code&) {
    return true;
  }  // the text ends inside a number: an error follows
  bool on_int64(std::int64_t number, Text token, Code&);
  bool on_uint64(std::uint64_t number, Text, Code&) { return Push(number); }
  bool on_double(double estimate, Text token, Code&);
  bool on_bool(bool b, Code&) { return Push(b); }
  bool on_null(Code&) { return Push(nullptr); }
  bool on_comment_part(Text, Code&) { return true; }  // never called: comments are off
  bool on_comment(Text, Code&) { return true; }

 private:
  bool Push(Value value);
  bool KeepPart(Text part);
  // The whole of a text that ends with `rest`; borrowed until the next part.
  std::string_view Whole(Text rest, std::size_t size);

  std::vector<Value> stack_;  // finished values whose container is still open; for objects key,
                              // value, key, value …
  KeyCache keys_;
  std::string parts_;  // of a string with escapes
  bool out_of_range_ = false;
};

}  // namespace dashflow
