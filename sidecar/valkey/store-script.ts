/**
 * A save, as part of the program of session-script.ts, whose comment tells of the fields. An operation that was done before
 * (same agent and number, or same tag) is not done again: it is written once more as it was, so that WAIT has something
 * to wait for. A save that comes late (ageMs) leaves alone what others changed since it was made.
 */
export const storeScript = `
local function repeated(history, agent, number, tag)
  for _, entry in ipairs(history) do
    if entry[5] == tag or (number ~= '0' and agent ~= '' and entry[3] == agent and entry[4] == number) then
      return entry
    end
  end
end

local function isStale(history, base, agent)
  if not v or base == v then return false end
  local seen, stale = false, true
  for _, entry in ipairs(history) do
    if base ~= '' and entry[2] == base then seen = true; stale = false
    elseif seen and entry[3] ~= agent then stale = true end
  end
  return stale
end

local function store()
  local tag, agent, number, base, create = ARGV[2], ARGV[3], ARGV[4], ARGV[5], ARGV[6]
  local ageMs, accessAge, bytesMax, countMax = tonumber(ARGV[7]), ARGV[8], tonumber(ARGV[9]), tonumber(ARGV[10])
  local meta, inactive, hasContainer, container = ARGV[11], ARGV[12], ARGV[13] == '1', ARGV[14]
  if d then return {'dead'} end
  if f then return {'moving', f} end
  if not v and create == '0' and base ~= '' then return {'absent'} end
  local history = ring()
  local before = repeated(history, agent, number, tag)
  if before then
    -- Written once more as it is, so that WAIT has something to wait for.
    redis.call('HSET', key, 'h', cmsgpack.pack(history))
    return {'done', before[2], (before[6] == 1 or before[2] ~= v) and '1' or '0', '0'}
  end
  local stale = isStale(history, base, agent)
  local lateAt = (ageMs > 0 and stale) and (now - ageMs) or nil
  local old = redis.call('HMGET', key, 'n', 'B', 'N', 'R', 'Mm', 'Cm', 'X', 'L')
  local n = (tonumber(old[1]) or 0) + 1
  local bytes, count = tonumber(old[2]) or 0, tonumber(old[3]) or 0
  local gone = old[4] and cmsgpack.unpack(old[4]) or {}
  local version, ms = nextVersion(v)
  local put, drop, yielded = {}, {}, false
  local at = 15
  local sets = tonumber(ARGV[at])
  at = at + 1
  for _ = 1, sets do
    local name, kind, inPlace, value = ARGV[at], ARGV[at + 1], ARGV[at + 2], ARGV[at + 3]
    at = at + 4
    local header = redis.call('HGET', key, 'H' .. name)
    local changedMs = header and tonumber(string.match(header, '^%d+ (%d+)')) or (gone[name] and gone[name][2])
    if lateAt and changedMs and changedMs > lateAt then yielded = true
    else
      if header then bytes = bytes - redis.call('HSTRLEN', key, 'A' .. name)
      else count = count + 1; bytes = bytes + #name end
      bytes = bytes + #value
      gone[name] = nil
      put[#put + 1] = 'A' .. name
      put[#put + 1] = value
      put[#put + 1] = 'H' .. name
      put[#put + 1] = num(n) .. ' ' .. version .. ' ' .. inPlace .. ' ' .. kind
    end
  end
  local removals = tonumber(ARGV[at])
  at = at + 1
  for _ = 1, removals do
    local name = ARGV[at]
    at = at + 1
    local header = redis.call('HGET', key, 'H' .. name)
    if header then
      if lateAt and tonumber(string.match(header, '^%d+ (%d+)')) > lateAt then yielded = true
      else
        bytes = bytes - #name - redis.call('HSTRLEN', key, 'A' .. name)
        count = count - 1
        drop[#drop + 1] = 'A' .. name
        drop[#drop + 1] = 'H' .. name
        gone[name] = {n, ms}
      end
    end
  end
  local localOnly = tonumber(ARGV[at])
  if localOnly > 0 then
    local kept = old[8] and cmsgpack.unpack(old[8]) or {}
    for i = at + 1, at + 2 * localOnly, 2 do kept[ARGV[i]] = ARGV[i + 1] end
    put[#put + 1] = 'L'
    put[#put + 1] = cmsgpack.pack(kept)
  end
  if hasContainer and not (lateAt and old[6] and tonumber(old[6]) > lateAt) then
    bytes = bytes + #container - redis.call('HSTRLEN', key, 'C')
    for _, each in ipairs({'C', container, 'Cm', num(ms)}) do put[#put + 1] = each end
  end
  if bytes > bytesMax then return {'large', num(bytes)} end
  if count > countMax then return {'many', num(count)} end
  if meta ~= '' and not (lateAt and old[5] and tonumber(old[5]) > lateAt) then
    for _, each in ipairs({'M', meta, 'Mm', num(ms), 'X', inactive}) do put[#put + 1] = each end
  end
  history[#history + 1] = {n, version, agent, number, tag, stale and 1 or 0}
  while #history > RING do table.remove(history, 1) end
  local oldest = history[1][1]
  local remembered = false
  for name, when in pairs(gone) do
    if when[1] < oldest then gone[name] = nil else remembered = true end
  end
  for _, each in ipairs({'v', version, 'n', num(n), 'B', num(bytes), 'N', num(count), 'h', cmsgpack.pack(history)}) do
    put[#put + 1] = each
  end
  if remembered then put[#put + 1] = 'R'; put[#put + 1] = cmsgpack.pack(gone)
  elseif old[4] then drop[#drop + 1] = 'R' end
  for i = 1, #drop, 500 do redis.call('HDEL', key, unpack(drop, i, math.min(i + 499, #drop))) end
  for i = 1, #put, 500 do redis.call('HSET', key, unpack(put, i, math.min(i + 499, #put))) end
  local last, inactiveS = unpack(redis.call('HMGET', key, 'T', 'X'))
  local accessed = now - math.max(0, tonumber(accessAge) or 0)
  if not last or accessed > tonumber(last) then redis.call('HSET', key, 'T', num(accessed)) end
  keep(tonumber(inactiveS) or 0)
  return {'done', version, stale and '1' or '0', yielded and '1' or '0'}
end
`;
