// SPDX-License-Identifier: Apache-2.0
#include "host/checkpoint/namespace/namespace_record.h"

#include <array>

#include "host/checkpoint/wire.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace dashflow::checkpoint {
namespace {

constexpr std::uint8_t kFormat = 1;

void AppendHex(std::string& text, std::uint64_t number) {
  std::array<char, 16> digits{};
  for (auto digit = digits.rbegin(); digit != digits.rend(); ++digit, number >>= 4)
    *digit = "0123456789abcdef"[number & 0xf];
  text.append(digits.data(), digits.size());
}

}  // namespace

std::string NamespacePrefix(std::string_view thread) {
  std::string key(thread);
  key.push_back('\0');
  return key;
}

std::string NamespacePrefix(std::string_view thread, std::string_view name) {
  std::string key = NamespacePrefix(thread);
  const XXH128_hash_t hash = XXH3_128bits(name.data(), name.size());
  AppendHex(key, hash.high64);
  AppendHex(key, hash.low64);
  return key;
}

std::string NamespacePrefix(std::string_view thread, std::string_view name, std::uint64_t caller) {
  std::string key = NamespacePrefix(thread, name);
  AppendHex(key, caller);
  return key;
}

std::string NamespaceKey(const NamespaceRecord& record) {
  std::string key = NamespacePrefix(record.thread, record.name, record.caller);
  AppendHex(key, static_cast<std::uint64_t>(record.step));
  return key;
}

Operation PutNamespace(const NamespaceRecord& record, NamespacePut& put) {
  put.key = NamespaceKey(record);
  put.bytes.clear();
  {
    Writer w(put.bytes);
    w.Byte(kFormat);
    w.Text(record.thread);
    w.Text(record.name);
    w.Text(record.task);
    w.Varint(record.caller);
    w.Signed(record.step);
    w.Varint(record.stream);
  }
  Operation operation;
  operation.kind = OpKind::kPut;
  operation.space = Bytes(kNamespaceSpace);
  operation.key = Bytes(put.key);
  operation.bytes = Bytes(put.bytes);
  return operation;
}

Result<NamespaceRecord> DecodeNamespace(std::string_view key, std::string_view bytes) {
  Reader r(bytes);
  NamespaceRecord record;
  if (r.Byte() != kFormat) r.Fail();
  record.thread = r.Text();
  record.name = r.Text();
  record.task = r.Text();
  record.caller = r.Varint();
  record.step = r.Signed();
  record.stream = r.Varint();
  if (!r.failed() && r.at_end() && NamespaceKey(record) == key) return record;
  const std::string thread(key.substr(0, key.find('\0')));
  return Error("store_damaged", "a record of a subworkflow of thread " + thread + " cannot be read")
      .Operation("read namespace")
      .Resource(thread)
      .Cause("it is malformed at byte " + std::to_string(r.offset()));
}

}  // namespace dashflow::checkpoint
