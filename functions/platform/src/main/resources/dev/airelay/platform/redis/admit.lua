-- Decides whether a request may start; takes everything it needs, or nothing.
--
-- All keys belong to one user and lie in one slot of a cluster:
--   KEYS[1]  hash: newest announced revisions; fields 'user' and one for each key
--   KEYS[2]  hash: the key's rates. Fields 'requests' and 'tokens' hold the microsecond (since 1970)
--            at which that bucket is full again: GCRA's theoretical arrival time
--   KEYS[3]  hash: the user's rates, likewise
--   KEYS[4]  sorted set: the key's requests in flight, scored by the microsecond at which their
--            lease ends; kept only while the key has a concurrency limit
--   KEYS[5]  sorted set: the user's requests in flight; always kept, because it is how a request
--            that asks again, and one that is settled, is known
-- Arguments:
--   ARGV[1]   the time in microseconds; empty: the server's own
--   ARGV[2]   request id
--   ARGV[3]   lease in microseconds
--   ARGV[4]   estimated tokens
--   ARGV[5]   the key's field in KEYS[1]; [6] the key's revision, [7] the user's revision
--   ARGV[8]   key: requests per minute, [9] tokens per minute, [10] concurrency; 0: no limit
--   ARGV[11]  user: requests per minute, [12] tokens per minute, [13] concurrency; 0: no limit
-- Answer:
--   {'stale'}
--   {'admitted', '', '', 0, allowances}
--   {'refused', 'key' or 'user', 'requests', 'tokens' or 'slots', microseconds to wait, allowances}
--   where allowances are remaining units and microseconds until full, for: requests of the key,
--   requests of the user, tokens of the key, tokens of the user; 0, 0 where there is no limit
--
-- Units cost their share of a minute, rounded down to whole microseconds. For requests that is exact
-- up to 7,745 a minute and for every limit that divides 60,000,000; beyond, the limit is exceeded by
-- at most its own share of 60,000,000. An estimate above the whole limit costs the whole limit.

local MINUTE = 60000000
local GRACE_MS = 10000

local now = tonumber(ARGV[1])
if not now then
  local time = redis.call('TIME')
  now = time[1] * 1000000 + time[2]
end
local id, lease, tokens = ARGV[2], tonumber(ARGV[3]), tonumber(ARGV[4])
local rates = {
  { scope = 'key', field = 'requests', hash = KEYS[2], limit = tonumber(ARGV[8]), units = 1 },
  { scope = 'user', field = 'requests', hash = KEYS[3], limit = tonumber(ARGV[11]), units = 1 },
  { scope = 'key', field = 'tokens', hash = KEYS[2], limit = tonumber(ARGV[9]), units = tokens },
  { scope = 'user', field = 'tokens', hash = KEYS[3], limit = tonumber(ARGV[12]), units = tokens },
}
local key_slots, user_slots = tonumber(ARGV[10]), tonumber(ARGV[13])

for _, rate in ipairs(rates) do
  if rate.limit > 0 then
    rate.full_at = math.max(now, tonumber(redis.call('HGET', rate.hash, rate.field)) or now)
    rate.cost = math.floor(math.min(rate.units, rate.limit) * MINUTE / rate.limit)
  end
end

local function answer(verdict, scope, what, wait)
  local reply = { verdict, scope, what, wait }
  for _, rate in ipairs(rates) do
    local reset = rate.limit > 0 and rate.full_at - now or 0
    reply[#reply + 1] = math.max(0, math.floor((MINUTE - reset) * rate.limit / MINUTE))
    reply[#reply + 1] = reset
  end
  return reply
end

local function keep(name, micros)
  local ms = math.ceil(micros / 1000) + GRACE_MS
  if redis.call('PTTL', name) < ms then
    redis.call('PEXPIRE', name, ms)
  end
end

redis.call('ZREMRANGEBYSCORE', KEYS[5], '-inf', now)
if redis.call('ZSCORE', KEYS[5], id) then
  return answer('admitted', '', '', 0)
end

local newest = redis.call('HMGET', KEYS[1], ARGV[5], 'user')
if (tonumber(newest[1]) or 0) > tonumber(ARGV[6]) or (tonumber(newest[2]) or 0) > tonumber(ARGV[7]) then
  return { 'stale' }
end

local worst, longest = nil, 0
for _, rate in ipairs(rates) do
  if rate.limit > 0 then
    local wait = rate.full_at + rate.cost - now - MINUTE
    if wait > longest then
      worst, longest = rate, wait
    end
  end
end
if worst then
  return answer('refused', worst.scope, worst.field, longest)
end
if key_slots > 0 then
  redis.call('ZREMRANGEBYSCORE', KEYS[4], '-inf', now)
  if redis.call('ZCARD', KEYS[4]) >= key_slots then
    return answer('refused', 'key', 'slots', 0)
  end
end
if user_slots > 0 and redis.call('ZCARD', KEYS[5]) >= user_slots then
  return answer('refused', 'user', 'slots', 0)
end

for _, rate in ipairs(rates) do
  if rate.limit > 0 then
    rate.full_at = rate.full_at + rate.cost
    redis.call('HSET', rate.hash, rate.field, string.format('%.0f', rate.full_at))
    keep(rate.hash, rate.full_at - now)
  end
end
local ends = string.format('%.0f', now + lease)
redis.call('ZADD', KEYS[5], ends, id)
keep(KEYS[5], lease)
if key_slots > 0 then
  redis.call('ZADD', KEYS[4], ends, id)
  keep(KEYS[4], lease)
end
return answer('admitted', '', '', 0)
