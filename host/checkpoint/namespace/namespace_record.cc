// SPDX-License-Identifier: Apache-2.0
#include "host/checkpoint/namespace/namespace_record.h"

#include <array>

#include "host/checkpoint/wire.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace dashflow::checkpoint {
namespace {

constexpr std::uint8_t kFormat = 2;
constexpr std::uint8_t kWithoutFirst = 1;  // as a build before wrote it

void AppendHex(std::string& text, std::uint64_t number) {
  std::array<char, 16> digits{};
  for (auto digit = digits.rbegin(); digit != digits.rend(); ++digit, number >>= 4)
    *digit = "0123456789abcdef"[number & 0xf];
  text.append(digits.data(), digits.size());
}

void ReadRest(Reader& r, NamespaceRecord& record) {
  record.first = r.Varint();
  record.root = r.Varint();
  record.root_step = r.Signed();
  record.turn = r.Varint();
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

std::string NamespacePrefix(std::string_view thread, std::string_view name, std::uint64_t lineage) {
  std::string key = NamespacePrefix(thread, name);
  AppendHex(key, lineage);
  return key;
}

std::string NamespacePrefix(std::string_view thread, std::string_view name, std::uint64_t lineage,
                            std::int64_t step) {
  std::string key = NamespacePrefix(thread, name, lineage);
  AppendHex(key, static_cast<std::uint64_t>(step));
  return key;
}

std::string NamespaceKey(const NamespaceRecord& record) {
  std::string key =
      NamespacePrefix(record.thread, record.name, record.lineage(), record.lineage_step());
  if (record.root != 0) AppendHex(key, record.turn);
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
    w.Varint(record.first);
    w.Varint(record.root);
    w.Signed(record.root_step);
    w.Varint(record.turn);
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
  const std::uint8_t format = r.Byte();
  if (format != kFormat && format != kWithoutFirst) r.Fail();
  record.thread = r.Text();
  record.name = r.Text();
  record.task = r.Text();
  record.caller = r.Varint();
  record.step = r.Signed();
  record.stream = r.Varint();
  if (format != kWithoutFirst) ReadRest(r, record);
  if (!r.failed() && r.at_end() && NamespaceKey(record) == key) return record;
  const std::string thread(key.substr(0, key.find('\0')));
  return Error("store_damaged", "a record of a subworkflow of thread " + thread + " cannot be read")
      .Operation("read namespace")
      .Resource(thread)
      .Cause("it is malformed at byte " + std::to_string(r.offset()));
}

}  // namespace dashflow::checkpoint
