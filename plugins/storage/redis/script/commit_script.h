// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace dashflow::redis {

// All of a batch or nothing. A script cannot be rolled back, so it first looks whether each
// operation will succeed, as if those before it had been done, and then does them all. Out of
// memory the server refuses the first write and none after it.
//
// Numbers that may exceed 2^53 are compared as texts; texts are compared byte by byte, since the
// order of `<` is that of the server's locale.
inline constexpr char kCommitScript[] = R"lua(
local p, n = ARGV[1], #ARGV

local function below(a, b)
  local least = math.min(#a, #b)
  for i = 1, least do
    local x, y = a:byte(i), b:byte(i)
    if x ~= y then return x < y end
  end
  return #a < #b
end
local function at(space, key) return string.format('%03d', #space) .. space .. key end

-- How many arguments follow each kind; a put says how many terms it has.
local fields = {3, 5, 2, 3, 4, 2, 2, 2}
local function width(i)
  local kind = tonumber(ARGV[i])
  return 1 + fields[kind] + (kind == 2 and tonumber(ARGV[i + 5]) or 0)
end

local next_rev = string.format('%.0f', tonumber(redis.call('GET', p .. 'rev') or '0') + 1)

local revs, ranges, lasts = {}, {}, {}
local function rev_of(space, key)
  local seen = revs[at(space, key)]
  if seen then return seen end
  for _, range in ipairs(ranges) do
    if range[1] == space and not below(key, range[2]) and
       (range[3] == '' or below(key, range[3])) then return '0' end
  end
  local head = redis.call('HGET', p .. 'h:' .. space, key)
  if not head then return '0' end
  local rev, expires = head:match('^(%d+) (%d+) ')
  if expires ~= NEVER and expires <= now then return '0' end
  return rev
end
local function last_of(stream)
  if lasts[stream] then return lasts[stream] end
  local ends = redis.call('HGET', p .. 'e', stream)
  return ends and ends:match(' (%d+)$') or '0'
end

local i, index, puts = 3, 0, false
while i <= n do
  local kind = tonumber(ARGV[i])
  if kind == 1 then
    if rev_of(ARGV[i + 1], ARGV[i + 2]) ~= ARGV[i + 3] then return {'conflict', tostring(index)} end
  elseif kind == 2 then
    revs[at(ARGV[i + 1], ARGV[i + 2])] = next_rev
    puts = true
  elseif kind == 3 then
    revs[at(ARGV[i + 1], ARGV[i + 2])] = '0'
  elseif kind == 4 then
    local space, from, to = ARGV[i + 1], ARGV[i + 2], ARGV[i + 3]
    for place, _ in pairs(revs) do
      local size = tonumber(place:sub(1, 3))
      local key = place:sub(4 + size)
      if place:sub(4, 3 + size) == space and not below(key, from) and
         (to == '' or below(key, to)) then revs[place] = '0' end
    end
    ranges[#ranges + 1] = {space, from, to}
  elseif kind == 5 then
    if last_of(ARGV[i + 1]) ~= ARGV[i + 3] then return {'conflict', tostring(index)} end
    lasts[ARGV[i + 1]] = ARGV[i + 2]
  elseif kind == 6 then
    if ARGV[i + 2] == 'forget' then lasts[ARGV[i + 1]] = '0' end
  end
  i = i + width(i)
  index = index + 1
end

local function erase(space, key)
  local head = redis.call('HGET', p .. 'h:' .. space, key)
  if not head then return end
  local terms = head:match('^%d+ %d+ (.*)$')
  local place = 1
  while place <= #terms do
    local size = tonumber(terms:sub(place, place + 2))
    redis.call('ZREM', p .. 't:' .. at(space, terms:sub(place + 3, place + 2 + size)), key)
    place = place + 3 + size
  end
  redis.call('HDEL', p .. 'h:' .. space, key)
  redis.call('HDEL', p .. 'v:' .. space, key)
  redis.call('ZREM', p .. 'k:' .. space, key)
  redis.call('ZREM', p .. 'x', at(space, key))
end
local function put(i)
  local space, key, bytes, expires = ARGV[i + 1], ARGV[i + 2], ARGV[i + 3], ARGV[i + 4]
  erase(space, key)
  local head = {next_rev, ' ', expires, ' '}
  for t = i + 6, i + 5 + tonumber(ARGV[i + 5]) do
    redis.call('ZADD', p .. 't:' .. at(space, ARGV[t]), 0, key)
    head[#head + 1] = string.format('%03d', #ARGV[t]) .. ARGV[t]
  end
  redis.call('HSET', p .. 'h:' .. space, key, table.concat(head))
  redis.call('HSET', p .. 'v:' .. space, key, bytes)
  redis.call('ZADD', p .. 'k:' .. space, 0, key)
  if expires ~= NEVER then
    -- In milliseconds, rounded up: those a double can hold.
    redis.call('ZADD', p .. 'x', tonumber(expires:sub(1, -7)) + 1, at(space, key))
  end
end
local function erase_range(space, from, to)
  local last = to == '' and '+' or '(' .. to
  for _, key in ipairs(redis.call('ZRANGEBYLEX', p .. 'k:' .. space, '[' .. from, last)) do
    erase(space, key)
  end
end
local function append(stream, seq, bytes)
  redis.call('HSET', p .. 'l:' .. stream, seq, bytes)
  local ends = redis.call('HGET', p .. 'e', stream)
  redis.call('HSET', p .. 'e', stream, (ends and ends:match('^%d+') or '1') .. ' ' .. seq)
end
local function trim(stream, before)
  local ends = redis.call('HGET', p .. 'e', stream)
  if not ends then return end
  if before == 'forget' then
    redis.call('DEL', p .. 'l:' .. stream)
    redis.call('HDEL', p .. 'e', stream)
    return
  end
  local first, last = ends:match('^(%d+) (%d+)$')
  local stop = math.min(tonumber(before), tonumber(last) + 1)
  if stop <= tonumber(first) then return end
  for seq = tonumber(first), stop - 1 do
    redis.call('HDEL', p .. 'l:' .. stream, string.format('%.0f', seq))
  end
  redis.call('HSET', p .. 'e', stream, string.format('%.0f', stop) .. ' ' .. last)
end
local function put_blob(hash, bytes)
  redis.call('HSETNX', p .. 'b', hash, bytes)
  redis.call('HSET', p .. 'bt', hash, now)
end
local function erase_blob(hash, before)
  local touched = redis.call('HGET', p .. 'bt', hash)
  if not touched or touched >= before then return end
  redis.call('HDEL', p .. 'b', hash)
  redis.call('HDEL', p .. 'bt', hash)
end

if puts then
  redis.call('SET', p .. 'rev', next_rev)
  local past = redis.call('ZRANGEBYSCORE', p .. 'x', '-inf', now:sub(1, -7), 'LIMIT', 0, 50)
  for _, place in ipairs(past) do
    local size = tonumber(place:sub(1, 3))
    erase(place:sub(4, 3 + size), place:sub(4 + size))
  end
end
i = 3
while i <= n do
  local kind = tonumber(ARGV[i])
  if kind == 2 then put(i)
  elseif kind == 3 then erase(ARGV[i + 1], ARGV[i + 2])
  elseif kind == 4 then erase_range(ARGV[i + 1], ARGV[i + 2], ARGV[i + 3])
  elseif kind == 5 then append(ARGV[i + 1], ARGV[i + 2], ARGV[i + 4])
  elseif kind == 6 then trim(ARGV[i + 1], ARGV[i + 2])
  elseif kind == 7 then put_blob(ARGV[i + 1], ARGV[i + 2])
  elseif kind == 8 then erase_blob(ARGV[i + 1], ARGV[i + 2])
  end
  i = i + width(i)
end
return {'ok', puts and next_rev or '0'}
)lua";

}  // namespace dashflow::redis
