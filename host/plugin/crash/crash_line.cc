// SPDX-License-Identifier: Apache-2.0
#include "host/plugin/crash/crash_line.h"

#include <unistd.h>

#include <csignal>

namespace dashflow::plugin {

CrashLine& CrashLine::Add(const char* text) noexcept {
  for (; *text != '\0' && size_ < text_.size(); ++text) text_[size_++] = *text;
  return *this;
}

CrashLine& CrashLine::Add(long number) noexcept {
  std::array<char, 24> digits{};
  std::size_t at = digits.size() - 1;
  do {
    digits[--at] = static_cast<char>('0' + number % 10);
    number /= 10;
  } while (number > 0);
  return Add(&digits[at]);
}

void CrashLine::WriteTo(int descriptor) const noexcept {
  // There is nobody left to tell when it fails.
  [[maybe_unused]] const auto written = ::write(descriptor, text_.data(), size_);
}

const char* SignalName(int signal) noexcept {
  switch (signal) {
    case SIGSEGV:
      return "SIGSEGV";
    case SIGBUS:
      return "SIGBUS";
    case SIGFPE:
      return "SIGFPE";
    case SIGILL:
      return "SIGILL";
    case SIGABRT:
      return "SIGABRT";
    default:
      return "a fatal signal";
  }
}

}  // namespace dashflow::plugin
