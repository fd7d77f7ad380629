// SPDX-License-Identifier: Apache-2.0
#include "plugins/storage/redis/script/scripts.h"

#include <array>

#include "plugins/storage/redis/script/care_scripts.h"
#include "plugins/storage/redis/script/commit_script.h"
#include "plugins/storage/redis/script/read_scripts.h"

namespace dashflow::redis {
namespace {

// What each begins with. A server that was emptied, or put back from an older backup of another
// store, must not pass for a store without contents. Times are Unix nanoseconds in 19 digits.
constexpr std::string_view kBegin = R"lua(
if redis.call('HGET', KEYS[1], 'id') ~= ARGV[2] then
  return redis.error_reply('GONE the store ' .. KEYS[1] .. ' is not there any more')
end
local NEVER = '0000000000000000000'
local time = redis.call('TIME')
local now = string.format('%010d%06d000', time[1], time[2])
)lua";

}  // namespace

std::string_view TextOf(Script script) {
  static const std::array<std::string, kScripts> texts = [] {
    std::array<std::string, kScripts> made;
    const std::array<std::string_view, kScripts> ends{
        kCommitScript,     kGetScript,          kScanScript,      kReadScript,
        kBlobScript,       kNamesScript,        kSizesScript,     kFieldsScript,
        kCheckSpaceScript, kCheckStreamsScript, kCheckBlobsScript};
    for (std::size_t i = 0; i < kScripts; ++i) made[i].append(kBegin).append(ends[i]);
    return made;
  }();
  return texts[static_cast<std::size_t>(script)];
}

}  // namespace dashflow::redis
