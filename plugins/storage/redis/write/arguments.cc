// SPDX-License-Identifier: Apache-2.0
#include "plugins/storage/redis/write/arguments.h"

#include <algorithm>

namespace dashflow::redis {
namespace {

constexpr std::size_t kTimeDigits = 19;

}  // namespace

Arguments::Arguments(const Location& location, const sdk::StoreBatch& batch)
    : words_{location.keys, location.id} {
  for (std::size_t i = 0; i < batch.size(); ++i) Add(batch[i]);
}

// In as many digits as the script's own, so that their order is that of the times.
void Arguments::Time(std::int64_t unix_ns) {
  const std::string digits = std::to_string(std::max<std::int64_t>(unix_ns, 0));
  Text(own_.emplace_back(std::string(kTimeDigits - digits.size(), '0') + digits));
}

void Arguments::Add(const sdk::StoreOp& op) {
  Number(op.kind());
  switch (op.kind()) {
    case DF_OP_EXPECT:
      Text(op.space());
      Text(op.key());
      return Number(op.rev());
    case DF_OP_PUT:
      return AddPut(op);
    case DF_OP_ERASE:
      Text(op.space());
      return Text(op.key());
    case DF_OP_ERASE_RANGE:
      Text(op.space());
      Text(op.key());
      return Text(op.end());
    case DF_OP_APPEND:
      Number(op.stream());
      Number(op.seq());
      Number(op.seq() - 1);
      return Text(op.bytes());
    case DF_OP_TRIM:
      Number(op.stream());
      return op.seq() == DF_STORE_FORGET ? Text("forget") : Number(op.seq());
    case DF_OP_PUT_BLOB:
      Text(op.key());
      return Text(op.bytes());
    default:
      Text(op.key());
      return Time(op.expires_ns());
  }
}

void Arguments::AddPut(const sdk::StoreOp& op) {
  Text(op.space());
  Text(op.key());
  Text(op.bytes());
  Time(op.expires_ns());
  Number(op.term_count());
  for (std::size_t i = 0; i < op.term_count(); ++i) Text(op.term(i));
}

}  // namespace dashflow::redis
