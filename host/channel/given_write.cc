// SPDX-License-Identifier: Apache-2.0
#include "host/channel/given_write.h"

namespace dashflow::channel {
namespace {

constexpr std::string_view kOverwriteKey = "__overwrite__";

}  // namespace

Write GivenWrite(const Channel& channel, ChannelId id, const Value& given) {
  const bool may_replace = channel.keep == Keep::kReduced && given.is_object() && given.size() == 1;
  const Value* whole = may_replace ? given.Find(kOverwriteKey) : nullptr;
  if (whole == nullptr) return {id, WriteMode::kReduce, given};
  return {id, WriteMode::kOverwrite, *whole};
}

}  // namespace dashflow::channel
