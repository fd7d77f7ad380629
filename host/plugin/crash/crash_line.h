// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>

namespace dashflow::plugin {

// One line of text put together without memory of the heap; what does not fit is left out.
// Async-signal-safe.
class CrashLine {
 public:
  CrashLine& Add(const char* text) noexcept;
  CrashLine& Add(long number) noexcept;  // not negative
  void WriteTo(int descriptor) const noexcept;

 private:
  std::array<char, 512> text_;
  std::size_t size_ = 0;
};

const char* SignalName(int signal) noexcept;

}  // namespace dashflow::plugin
