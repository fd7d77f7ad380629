// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace dashflow::redis {

inline constexpr char kGetScript[] = R"lua(
local p, space, key = ARGV[1], ARGV[3], ARGV[4]
local head = redis.call('HGET', p .. 'h:' .. space, key)
if not head then return false end
local rev, expires = head:match('^(%d+) (%d+) ')
if expires ~= NEVER and expires <= now then return false end
return {rev, redis.call('HGET', p .. 'v:' .. space, key)}
)lua";

// A page: up to `limit` records that have not expired, and up to about one mebibyte.
inline constexpr char kScanScript[] = R"lua(
local p, space, term, from, to = ARGV[1], ARGV[3], ARGV[4], ARGV[5], ARGV[6]
local reverse, limit = ARGV[7] == '1', tonumber(ARGV[8])
local keys = term == '' and p .. 'k:' .. space
  or p .. 't:' .. string.format('%03d', #space) .. space .. term
local low, high = '[' .. from, to == '' and '+' or '(' .. to
local found, bytes, skip = {'0'}, 0, 0
while true do
  local part = reverse
    and redis.call('ZREVRANGEBYLEX', keys, high, low, 'LIMIT', skip, limit)
    or redis.call('ZRANGEBYLEX', keys, low, high, 'LIMIT', skip, limit)
  for _, key in ipairs(part) do
    local rev, expires = redis.call('HGET', p .. 'h:' .. space, key):match('^(%d+) (%d+) ')
    if expires == NEVER or expires > now then
      if #found > 3 * limit or (#found > 1 and bytes > 1048576) then
        found[1] = '1'
        return found
      end
      local value = redis.call('HGET', p .. 'v:' .. space, key)
      bytes = bytes + #value
      found[#found + 1] = key
      found[#found + 1] = rev
      found[#found + 1] = value
    end
  end
  if #part < limit then return found end
  skip = skip + #part
end
)lua";

inline constexpr char kReadScript[] = R"lua(
local p, stream, from, to = ARGV[1], ARGV[3], tonumber(ARGV[4]), tonumber(ARGV[5])
local reverse, limit = ARGV[6] == '1', tonumber(ARGV[7])
local ends = redis.call('HGET', p .. 'e', stream)
local found, bytes = {'0'}, 0
if not ends then return found end
local first, last = ends:match('^(%d+) (%d+)$')
from = math.max(from, tonumber(first))
to = math.min(to, tonumber(last))
local seq, step = from, 1
if reverse then seq, step = to, -1 end
while seq >= from and seq <= to do
  if #found > 2 * limit or (#found > 1 and bytes > 1048576) then
    found[1] = '1'
    return found
  end
  local name = string.format('%.0f', seq)
  local value = redis.call('HGET', p .. 'l:' .. stream, name)
  if not value then return redis.error_reply('GONE entry ' .. name .. ' of stream ' .. stream) end
  bytes = bytes + #value
  found[#found + 1] = name
  found[#found + 1] = value
  seq = seq + step
end
return found
)lua";

inline constexpr char kBlobScript[] = R"lua(
return redis.call('HGET', ARGV[1] .. 'b', ARGV[3])
)lua";

}  // namespace dashflow::redis
