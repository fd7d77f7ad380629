// SPDX-License-Identifier: Apache-2.0
#include "host/cli/remote/printed.h"

#include <algorithm>
#include <cerrno>
#include <utility>

#include "host/value/utf8.h"

namespace dashflow::cli {
namespace {

// Whether `rest`, which begins with no character, is the beginning of one.
bool IsCutShort(std::string_view rest) {
  const auto first = static_cast<unsigned char>(rest.front());
  const std::size_t size = first > 0xf4 ? 0 : first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  const auto goes_on = [](char byte) { return (static_cast<unsigned char>(byte) >> 6) == 2; };
  return first >= 0xc2 && rest.size() < size && std::ranges::all_of(rest.substr(1), goes_on);
}

// What may still become a character stays behind; anything else that is none is replaced.
std::string TakeWhole(std::string& text) {
  std::string whole;
  std::size_t begin = 0;
  for (;;) {
    const std::size_t good = ValidUtf8Prefix(std::string_view(text).substr(begin));
    whole.append(text, begin, good);
    begin += good;
    if (begin == text.size() || IsCutShort(std::string_view(text).substr(begin))) break;
    whole += "\uFFFD";
    ++begin;
  }
  text.erase(0, begin);
  return whole;
}

}  // namespace

Printed::Printed(LineBody& lines, std::string_view name) : lines_(lines), name_(name) {
  cookie_io_functions_t functions{};
  functions.write = [](void* self, const char* text, std::size_t size) -> ssize_t {
    if (static_cast<Printed*>(self)->Send({text, size})) return static_cast<ssize_t>(size);
    errno = EPIPE;
    return 0;
  };
  file_ = ::fopencookie(this, "w", functions);
}

Printed::~Printed() {
  if (file_ != nullptr) std::fclose(file_);
}

bool Printed::Send(std::string_view text) {
  cut_short_.append(text);
  const std::string whole = TakeWhole(cut_short_);
  return whole.empty() || lines_.Send(Value::EmptyObject().Set(name_, whole));
}

}  // namespace dashflow::cli
