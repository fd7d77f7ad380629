// SPDX-License-Identifier: Apache-2.0
#include "host/checkpoint/run/record_put.h"

namespace dashflow::checkpoint {
namespace {

Operation OperationOn(OpKind kind, std::string_view space, std::string_view key) {
  Operation op;
  op.kind = kind;
  op.space = Bytes(space);
  op.key = Bytes(key);
  return op;
}

}  // namespace

Operation PutRecord(std::string_view space, std::string_view key, RecordPut& put) {
  put.term_bytes.clear();
  for (const auto& term : put.terms) put.term_bytes.emplace_back(term);
  Operation op = OperationOn(OpKind::kPut, space, key);
  op.bytes = Bytes(put.bytes);
  op.terms = put.term_bytes.data();
  op.term_count = static_cast<std::uint32_t>(put.term_bytes.size());
  return op;
}

Operation ExpectRecord(std::string_view space, std::string_view key, std::uint64_t rev) {
  Operation op = OperationOn(OpKind::kExpect, space, key);
  op.rev = rev;
  return op;
}

Operation PutThread(const ThreadRecord& record, RecordPut& put) {
  put.bytes.clear();
  EncodeThread(record, put.bytes);
  SetThreadTerms(record, put.terms);
  return PutRecord(kThreadSpace, record.id, put);
}

Operation PutRun(const RunRecord& record, RecordPut& put) {
  put.bytes.clear();
  EncodeRun(record, put.bytes);
  SetRunTerms(record, put.terms);
  return PutRecord(kRunSpace, record.id, put);
}

Operation ExpectThread(const ThreadRecord& record) {
  return ExpectRecord(kThreadSpace, record.id, record.rev);
}

}  // namespace dashflow::checkpoint
