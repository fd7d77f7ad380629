// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <dashflow/value.h>

#include <cstddef>
#include <string>
#include <string_view>

#include "value/builder.hpp"

namespace dashflow::sdk::testing {

// Reads JSON by the host's rules: integers stay integers, the last of equal keys wins, NaN and bad
// UTF-8 are refused.
class JsonReader {
 public:
  explicit JsonReader(std::string_view text) : text_(text) {}

  // One document, from where the reader stands. False: error() says where and why.
  bool Read(df_value* out);
  // Only blanks are left.
  bool AtEnd();
  // Another document follows; steps over zero bytes, which lie between the manifests of one file.
  bool More();
  const std::string& error() const { return error_; }

 private:
  bool Fail(const char* reason);
  void SkipBlanks();
  bool Accept(char c);
  bool Value(int depth);
  bool Word(std::string_view word, const df_value& value);
  bool Number();
  bool Integer(std::string_view digits);
  bool Text(std::string* out);
  bool Escape(std::string* out);
  bool CodeUnit(char32_t* out);
  bool Unicode(std::string* out);
  bool Array(int depth);
  bool Object(int depth);
  bool Member(int depth);

  std::string_view text_;
  std::size_t at_ = 0;
  std::string error_;
  df_builder* builder_ = nullptr;
};

}  // namespace dashflow::sdk::testing
