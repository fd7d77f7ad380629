// SPDX-License-Identifier: Apache-2.0
#include "host/value/rep/text.h"

#include <cstring>
#include <new>

namespace dashflow::rep {

NewText AllocateText(Kind kind, std::uint32_t size) {
  void* memory = ::operator new (sizeof(Counted) + size + std::size_t{1});
  Counted* counted = new (memory) Counted;
  char* bytes = reinterpret_cast<char*>(counted + 1);
  bytes[size] = '\0';
  return {{.kind = kind, .flags = kCounted, .size = size, .text = bytes}, bytes};
}

RawValue MakeText(Kind kind, std::string_view text) {
  if (text.empty()) return {.kind = kind, .text = ""};
  const NewText made = AllocateText(kind, static_cast<std::uint32_t>(text.size()));
  std::memcpy(made.bytes, text.data(), text.size());
  return made.value;
}

void FreeText(const RawValue& text) noexcept { ::operator delete(&CountedOf(text)); }

}  // namespace dashflow::rep
