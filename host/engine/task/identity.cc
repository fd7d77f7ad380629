// SPDX-License-Identifier: Apache-2.0
#include "host/engine/task/identity.h"

#include <array>

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace dashflow::engine {
namespace {

std::string Hex(const unsigned char* bytes, std::size_t count) {
  std::string text;
  text.reserve(2 * count);
  for (std::size_t i = 0; i < count; ++i) {
    text.push_back("0123456789abcdef"[bytes[i] >> 4]);
    text.push_back("0123456789abcdef"[bytes[i] & 0xf]);
  }
  return text;
}

void Append(std::string& text, std::string_view part) {
  const std::uint64_t size = part.size();
  text.append(reinterpret_cast<const char*>(&size), sizeof size);
  text.append(part);
}

void Append(std::string& text, std::uint64_t number) {
  text.append(reinterpret_cast<const char*>(&number), sizeof number);
}

std::string Digest(std::string_view what, const TaskIdentity& task, std::uint64_t number,
                   std::size_t bytes) {
  std::string text;
  Append(text, what);
  Append(text, task.thread);
  Append(text, task.branch);
  Append(text, task.space);
  Append(text, static_cast<std::uint64_t>(task.step));
  Append(text, task.path);
  Append(text, number);
  XXH128_canonical_t canonical;
  XXH128_canonicalFromHash(&canonical, XXH3_128bits(text.data(), text.size()));
  return Hex(canonical.digest, bytes);
}

}  // namespace

std::string IdempotencyKey(const TaskIdentity& task, std::uint64_t call) {
  return Digest("call", task, call, 16);
}

std::string CallerId(const TaskIdentity& task) { return Digest("subworkflow", task, 0, 8); }

std::string QuestionId(const TaskIdentity& task, std::uint64_t n) {
  return Digest("question", task, n, 8);
}

}  // namespace dashflow::engine
