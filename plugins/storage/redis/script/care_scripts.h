// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace dashflow::redis {

// Each takes a cursor, at first 0, and gives the next one first, 0 after the last: the server is
// busy for some hundred elements at a time.

inline constexpr char kNamesScript[] = R"lua(
local start = ARGV[1] .. ARGV[3]
local answer = redis.call('SCAN', ARGV[4], 'MATCH', start .. '*', 'COUNT', 1000)
local found = {answer[1]}
for _, key in ipairs(answer[2]) do found[#found + 1] = key:sub(#start + 1) end
return found
)lua";

inline constexpr char kSizesScript[] = R"lua(
local answer = redis.call('HSCAN', ARGV[1] .. ARGV[3], ARGV[4], 'COUNT', 500)
local count, bytes = 0, 0
for i = 2, #answer[2], 2 do
  count = count + 1
  bytes = bytes + #answer[2][i]
end
return {answer[1], string.format('%.0f', count), string.format('%.0f', bytes)}
)lua";

inline constexpr char kFieldsScript[] = R"lua(
local answer = redis.call('HSCAN', ARGV[1] .. ARGV[3], ARGV[4], 'COUNT', 500)
local found = {answer[1]}
for i = 1, #answer[2], 2 do found[#found + 1] = answer[2][i] end
return found
)lua";

// Records whose facts or bytes are missing.
inline constexpr char kCheckSpaceScript[] = R"lua(
local p, space = ARGV[1], ARGV[3]
local answer = redis.call('ZSCAN', p .. 'k:' .. space, ARGV[4], 'COUNT', 500)
local found = {answer[1]}
for i = 1, #answer[2], 2 do
  local key = answer[2][i]
  local head = redis.call('HGET', p .. 'h:' .. space, key)
  local whole = head and head:match('^%d+ %d+ ') and redis.call('HEXISTS', p .. 'v:' .. space, key) == 1
  if not whole and redis.call('ZSCORE', p .. 'k:' .. space, key) then found[#found + 1] = key end
end
return found
)lua";

// Streams that do not have every entry between their first and their last: its first gap.
inline constexpr char kCheckStreamsScript[] = R"lua(
local p = ARGV[1]
local answer = redis.call('HSCAN', p .. 'e', ARGV[3], 'COUNT', 100)
local found = {answer[1]}
for i = 1, #answer[2], 2 do
  local stream = answer[2][i]
  local first, last = answer[2][i + 1]:match('^(%d+) (%d+)$')
  first, last = tonumber(first or 0), tonumber(last or 0)
  if redis.call('HLEN', p .. 'l:' .. stream) < last - first + 1 then
    local seq = first
    while redis.call('HEXISTS', p .. 'l:' .. stream, string.format('%.0f', seq)) == 1 do seq = seq + 1 end
    found[#found + 1] = stream
    found[#found + 1] = string.format('%.0f', seq)
  end
end
return found
)lua";

// Blobs without a time, which would never be erased, or the other way round.
inline constexpr char kCheckBlobsScript[] = R"lua(
local p = ARGV[1]
local answer = redis.call('HSCAN', p .. 'bt', ARGV[3], 'COUNT', 500)
local found = {answer[1]}
for i = 1, #answer[2], 2 do
  if redis.call('HEXISTS', p .. 'b', answer[2][i]) == 0 then found[#found + 1] = answer[2][i] end
end
return found
)lua";

}  // namespace dashflow::redis
