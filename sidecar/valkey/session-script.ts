import { createHash } from "node:crypto";
import { storeScript } from "./store-script.ts";

/**
 * Everything that happens to a session inside Valkey, as one Lua program that runs there as one step: what it reads cannot
 * change before it writes, in one round trip and without the retries of WATCH under two busy requests of a user. It
 * touches one key, so it runs in a cluster. Only what changed is sent, and it is replicated as its effects.
 *
 * A session is one hash: v version, n number of its last write, h the last writes (n, version, agent, operation, tag,
 * stale), M meta, C container state, T last access and X timeout (s), B bytes, N attributes, R names removed lately,
 * L attributes that stayed local, f the key it is moving to; A<name> the value and H<name> "n version inPlace type" of each
 * attribute. A dead one is d reason, dv version, dm key it moved to, dn tag, da when, and M, T, X.
 *
 * Versions are "ms.counter.server": by the clock of the server, never behind the last one; the server's name in it, so that a
 * version that a failover lost is not taken for one of the next master's. A difference is given only to who names one
 * of the last writes of this very history. The first argument is the operation and the name of the server.
 */
const lua = `
local key = KEYS[1]
local op, lineage = string.match(ARGV[1], '^(%S+) (%S+)$')
local clock = redis.call('TIME')
local now = tonumber(clock[1]) * 1000 + math.floor(tonumber(clock[2]) / 1000)
local DAY = 86400000
local RING = 16

local function num(x) return string.format('%.0f', x) end

local function ring()
  local packed = redis.call('HGET', key, 'h')
  return packed and cmsgpack.unpack(packed) or {}
end

local function nextVersion(v)
  local ms, counter = now, 0
  if v then
    local a, b = string.match(v, '^(%d+)%.(%d+)%.')
    if tonumber(a) >= ms then ms = tonumber(a); counter = tonumber(b) + 1 end
  end
  return num(ms) .. '.' .. num(counter) .. '.' .. lineage, ms
end

-- Longer than it can matter: whoever still has it, or writes late, must find what became of it.
local function keep(inactiveS)
  if inactiveS <= 0 then redis.call('PERSIST', key)
  else redis.call('PEXPIRE', key, num(inactiveS * 1000 + math.max(DAY, inactiveS * 1000))) end
end

local function bury(reason, movedTo, tag)
  local old = redis.call('HMGET', key, 'v', 'M', 'T', 'X')
  local v = nextVersion(old[1])
  redis.call('DEL', key)
  redis.call('HSET', key, 'd', reason, 'dv', v, 'dm', movedTo, 'dn', tag, 'da', num(now),
    'M', old[2] or '', 'T', old[3] or num(now), 'X', old[4] or '0')
  redis.call('PEXPIRE', key, num(math.max(DAY, (tonumber(old[4]) or 0) * 1000)))
  return v, old[2] or ''
end

local function headers(names)
  local found = {}
  for at = 1, #names, 500 do
    local part = {}
    for i = at, math.min(at + 499, #names) do part[#part + 1] = 'H' .. names[i] end
    for i, header in ipairs(redis.call('HMGET', key, unpack(part))) do found[at + i - 1] = header end
  end
  return found
end

local function attributeNames()
  local names = {}
  for _, field in ipairs(redis.call('HKEYS', key)) do
    if string.sub(field, 1, 1) == 'H' then names[#names + 1] = string.sub(field, 2) end
  end
  return names
end

local function access(age)
  if age == '' then return end
  local at = now - math.max(0, tonumber(age))
  local last, inactiveS = unpack(redis.call('HMGET', key, 'T', 'X'))
  if at > (tonumber(last) or 0) then
    redis.call('HSET', key, 'T', num(at))
    keep(tonumber(inactiveS) or 0)
  end
end

local v, d, f = unpack(redis.call('HMGET', key, 'v', 'd', 'f'))

local function load()
  if d then return {'dead'} end
  if f then return {'moving', f} end
  if not v then return {'absent'} end
  local M, C, T, R = unpack(redis.call('HMGET', key, 'M', 'C', 'T', 'R'))
  local head = {'same', v, M or '', C or '', T or '0', num(now)}
  local known = ARGV[2]
  if known == v then return head end
  local since = nil
  if known ~= '' then
    for _, entry in ipairs(ring()) do if entry[2] == known then since = entry[1] end end
  end
  head[1] = 'found'
  head[7] = since and '1' or '0'
  local names = attributeNames()
  local listed = {}
  for i, header in ipairs(headers(names)) do
    if not since or tonumber(string.match(header, '^(%d+)')) > since then
      listed[#listed + 1] = names[i]
      listed[#listed + 1] = header
      listed[#listed + 1] = redis.call('HGET', key, 'A' .. names[i])
    end
  end
  local removed = {}
  if since and R then
    for name, at in pairs(cmsgpack.unpack(R)) do if at[1] > since then removed[#removed + 1] = name end end
  end
  head[8] = listed
  head[9] = removed
  return head
end

${storeScript}
local function finish()
  local tag, reason, mustExist = ARGV[2], ARGV[3], ARGV[4] == '1'
  if d then
    local dn, M, dv = unpack(redis.call('HMGET', key, 'dn', 'M', 'dv'))
    if dn ~= tag then return {'dead'} end
    redis.call('HSET', key, 'dn', tag)
    return {'done', dv, M}
  end
  if f then return {'moving', f} end
  if not v and mustExist then return {'absent'} end
  local version, M = bury(reason, '', tag)
  return {'done', version, M}
end

local function expire()
  local tag, accessAge, slackMs = ARGV[2], ARGV[3], tonumber(ARGV[4])
  if d then
    if redis.call('HGET', key, 'dn') ~= tag then return {'gone'} end
    redis.call('HSET', key, 'dn', tag)
    return {'done', redis.call('HGET', key, 'M')}
  end
  if f then return {'moving', f} end
  if not v then return {'gone'} end
  access(accessAge)
  local last, inactiveS = unpack(redis.call('HMGET', key, 'T', 'X'))
  local timeoutMs = (tonumber(inactiveS) or 0) * 1000
  if ARGV[5] == '1' then slackMs = math.min(slackMs, timeoutMs / 10) end
  local idle = timeoutMs > 0 and now - tonumber(last) >= timeoutMs + slackMs
  if not idle then return {'alive', last, num(now)} end
  local _, M = bury('timeout', '', tag)
  return {'done', M}
end

-- First step of a change of the id: from here on the old key is usable by nobody, and all of it is still here.
local function freeze()
  local target = ARGV[2]
  if d then
    local dm = redis.call('HGET', key, 'dm')
    if dm ~= target then return {'dead'} end
    redis.call('HSET', key, 'dm', dm)
    return {'moved'}
  end
  if not v then return {'absent'} end
  if f and f ~= target then return {'moving', f} end
  redis.call('HSET', key, 'f', target)
  return {'frozen', redis.call('HGETALL', key)}
end

-- Second step, at the new key: born once, however often it is tried.
local function arrive()
  local tag, agent, number, from = ARGV[2], ARGV[3], ARGV[4], ARGV[5]
  if d then return {'dead'} end
  if v then
    if redis.call('HGET', key, 'from') ~= from then return {'taken'} end
    redis.call('HSET', key, 'from', from)
    return {'done', v}
  end
  for i = 6, #ARGV, 500 do
    redis.call('HSET', key, unpack(ARGV, i, math.min(i + 499, #ARGV)))
  end
  redis.call('HDEL', key, 'f')
  local oldV, n, inactiveS = unpack(redis.call('HMGET', key, 'v', 'n', 'X'))
  local version = nextVersion(oldV)
  local history = ring()
  history[#history + 1] = {tonumber(n) + 1, version, agent, number, tag, 0}
  while #history > RING do table.remove(history, 1) end
  redis.call('HSET', key, 'v', version, 'n', num(tonumber(n) + 1), 'h', cmsgpack.pack(history), 'from', from)
  keep(tonumber(inactiveS) or 0)
  return {'done', version}
end

-- Last step, once enough servers hold the new one.
local function depart()
  if f == ARGV[3] then bury('moved', f, ARGV[2]) end
  return {'done'}
end

local function inspect()
  local fields = {'v', 'd', 'M', 'C', 'T', 'X', 'n', 'B', 'N', 'L', 'da'}
  local head = redis.call('HMGET', key, unpack(fields))
  for i = 1, #fields do head[i] = head[i] or '' end
  head[10] = head[10] ~= '' and cjson.encode(cmsgpack.unpack(head[10])) or ''
  local names = attributeNames()
  local listed = {}
  for i, header in ipairs(headers(names)) do
    listed[#listed + 1] = names[i]
    listed[#listed + 1] = header
    listed[#listed + 1] = num(redis.call('HSTRLEN', key, 'A' .. names[i]))
  end
  head[12] = num(now)
  head[13] = listed
  return head
end

if op == 'load' then return load() end
if op == 'store' then return store() end
if op == 'touch' then if v and not f then access(ARGV[2]) end return {'done'} end
if op == 'end' then return finish() end
if op == 'expire' then return expire() end
if op == 'freeze' then return freeze() end
if op == 'arrive' then return arrive() end
if op == 'depart' then return depart() end
if op == 'inspect' then return inspect() end
return redis.error_reply('ERR gyeot: no such operation')
`;

/** The program and the name servers know it by. */
export const sessionScript = { lua, sha: createHash("sha1").update(lua).digest("hex") };
