// SPDX-License-Identifier: Apache-2.0
#include "host/checkpoint/document/document.h"

#include "host/checkpoint/wire.h"

namespace dashflow::checkpoint {
namespace {

constexpr std::uint8_t kFormat = 1;

std::int64_t Nanoseconds(WallTime time) { return time.time_since_epoch().count(); }

}  // namespace

void EncodeDocument(const Document& document, std::string& out) {
  Writer w(out);
  w.Byte(kFormat);
  w.Varint(document.terms.size());
  for (const std::string& term : document.terms) w.Text(term);
  w.Word(static_cast<std::uint64_t>(Nanoseconds(document.expires)));
  w.Put(document.content);
}

Result<Document> DecodeDocument(const StoredEntry& entry) {
  Reader r(entry.bytes.view());
  Document document;
  if (r.Byte() != kFormat) r.Fail();
  document.key = entry.key.view();
  document.terms.resize(r.Count());
  for (std::string& term : document.terms) term = r.Text();
  document.expires = WallTime(std::chrono::nanoseconds(static_cast<std::int64_t>(r.Word())));
  document.content = r.Get();
  document.rev = entry.rev;
  if (!r.failed() && r.at_end()) return document;
  return Error("store_damaged", "the record '" + document.key + "' cannot be read")
      .Operation("read record")
      .Cause("it is malformed at byte " + std::to_string(r.offset()));
}

Operation PutDocument(std::string_view space, const Document& document, RecordPut& put) {
  put.bytes.clear();
  EncodeDocument(document, put.bytes);
  put.terms = document.terms;
  Operation op = PutRecord(space, document.key, put);
  op.expires_ns = Nanoseconds(document.expires);
  return op;
}

Operation ExpectDocument(std::string_view space, const Document& document) {
  return ExpectRecord(space, document.key, document.rev);
}

Status CheckSize(std::string_view space, const RecordPut& put) {
  if (put.bytes.size() <= kMaxStoreBytes) return Ok();
  return Error("document_too_large", "a record of the kind '" + std::string(space) +
                                         "' is larger than what a store keeps in one")
      .Operation("write record")
      .Cause("it has " + std::to_string(put.bytes.size()) + " bytes; at most " +
             std::to_string(kMaxStoreBytes) + " fit");
}

}  // namespace dashflow::checkpoint
