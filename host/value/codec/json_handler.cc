// SPDX-License-Identifier: Apache-2.0
#include "host/value/codec/json_handler.h"

#include <charconv>
#include <cmath>
#include <span>

#include "host/value/builder.h"

namespace dashflow {

bool JsonHandler::on_array_end(std::size_t count, Code&) {
  const std::size_t begin = stack_.size() - count;
  Value array = BuildArray(std::span(stack_).subspan(begin));
  stack_.resize(begin);
  return Push(std::move(array));
}

bool JsonHandler::on_object_end(std::size_t count, Code&) {
  const std::size_t begin = stack_.size() - 2 * count;
  Value object = BuildObject(std::span(stack_).subspan(begin));
  stack_.resize(begin);
  return Push(std::move(object));
}

bool JsonHandler::on_string(Text rest, std::size_t size, Code&) {
  Push(Whole(rest, size));
  parts_.clear();
  return true;
}

bool JsonHandler::on_key(Text rest, std::size_t size, Code&) {
  Push(keys_.Share(Whole(rest, size)));
  parts_.clear();
  return true;
}

bool JsonHandler::on_int64(std::int64_t number, Text token, Code&) {
  if (number == 0 && token.front() == '-') return Push(-0.0);
  return Push(number);
}

// Boost 1.81's own doubles are inexact; only their magnitude is used, to tell what lies beyond the
// range from what is too near to zero.
bool JsonHandler::on_double(double estimate, Text token, Code&) {
  double number = 0;
  const auto [end, code] = std::from_chars(token.data(), token.data() + token.size(), number);
  if (code == std::errc::result_out_of_range) {
    number = std::abs(estimate) < 1 ? std::copysign(0.0, estimate) : HUGE_VAL;
  }
  out_of_range_ = !std::isfinite(number);
  return !out_of_range_ && Push(number);
}

bool JsonHandler::Push(Value value) {
  stack_.push_back(std::move(value));
  return true;
}

std::string_view JsonHandler::Whole(Text rest, std::size_t size) {
  if (rest.size() == size) return {rest.data(), size};
  KeepPart(rest);
  return parts_;
}

bool JsonHandler::KeepPart(Text part) {
  parts_.append(part.data(), part.size());
  return true;
}

}  // namespace dashflow
