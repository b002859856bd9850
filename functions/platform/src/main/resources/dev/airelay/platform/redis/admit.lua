-- Decides whether a request may start; takes everything it needs, or nothing. Of one that is in flight
-- already it takes only the money that it may cost more than is held for it.
--
-- All keys belong to one user and lie in one slot of a cluster:
--   KEYS[1]  hash: newest announced revisions; fields 'user' and one for each key
--   KEYS[2]  hash: the key's rates. Fields 'requests' and 'tokens' hold the microsecond (since 1970)
--            at which that bucket is full again: GCRA's theoretical arrival time
--   KEYS[3]  hash: the user's rates, likewise
--   KEYS[4]  sorted set: the key's requests in flight, scored by the microsecond at which their
--            lease ends; kept only while the key has a concurrency limit
--   KEYS[5]  sorted set: the user's requests in flight, likewise
--   KEYS[6]  hash: the user's funds, KEYS[7] hash: the user's holds, KEYS[8] hash: what the user has
--            spent, KEYS[9] hash: what the key has spent; all as in money.lua
-- Arguments:
--   ARGV[1]   the time in microseconds; empty: the server's own
--   ARGV[2]   request id
--   ARGV[3]   lease in microseconds
--   ARGV[4]   estimated tokens
--   ARGV[5]   the key's field in KEYS[1]; [6] the key's revision, [7] the user's revision
--   ARGV[8]   key: requests per minute, [9] tokens per minute, [10] concurrency; 0: no limit
--   ARGV[11]  user: requests per minute, [12] tokens per minute, [13] concurrency; 0: no limit
--   ARGV[14]  cost to hold, [15] key id, [16] model
--   ARGV[17]  key: budget of a day, [18] of a month, [19] in total; 0: no limit
--   ARGV[20]  user: budget of a day, [21] of a month, [22] in total; 0: no limit
--   ARGV[23]  what the books say, or no more arguments: balance, [24] credit, [25] the microsecond
--             at which that ends, [26] version; [27] the day of: [28] the user's spending on that
--             day, [29] in its month, [30] ever; [31], [32], [33] likewise of the key
-- Answer:
--   {'stale'}
--   {'unfunded'}: ask again with what the books say
--   {'budget', 'key' or 'user', 'day', 'month' or 'total', microseconds to wait}
--   {'funds', nanos that are available, as text}
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
local slots = {
  { scope = 'key', set = KEYS[4], limit = tonumber(ARGV[10]) },
  { scope = 'user', set = KEYS[5], limit = tonumber(ARGV[13]) },
}

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

local cost, today = tonumber(ARGV[14]), math.floor(now / DAY)
local value = redis.call('HGET', KEYS[7], id)
local held = value and read_hold(value)
if held then
  cost = math.max(0, cost - held.amount)
  if cost == 0 or held.reconciled > 0 or held.booked then
    return answer('admitted', '', '', 0)
  end
else
  local newest = redis.call('HMGET', KEYS[1], ARGV[5], 'user')
  if (tonumber(newest[1]) or 0) > tonumber(ARGV[6])
    or (tonumber(newest[2]) or 0) > tonumber(ARGV[7]) then
    return { 'stale' }
  end
end

if cost > 0 then
  if ARGV[23] then
    learn(KEYS[6], KEYS[7], ARGV[23], ARGV[24], ARGV[25], ARGV[26])
    if redis.call('EXISTS', KEYS[8]) == 0 then
      begin_spending(KEYS[8], KEYS[7], nil, today, ARGV[27], ARGV[28], ARGV[29], ARGV[30])
    end
    if redis.call('EXISTS', KEYS[9]) == 0 then
      begin_spending(KEYS[9], KEYS[7], ARGV[15], today, ARGV[27], ARGV[31], ARGV[32], ARGV[33])
    end
  elseif redis.call('EXISTS', KEYS[6], KEYS[8], KEYS[9]) < 3 then
    return { 'unfunded' }
  end
end

if not held then
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
  for _, slot in ipairs(slots) do
    if slot.limit > 0 then
      redis.call('ZREMRANGEBYSCORE', slot.set, '-inf', now)
      if redis.call('ZCARD', slot.set) >= slot.limit then
        return answer('refused', slot.scope, 'slots', 0)
      end
    end
  end
end

local function over_budget(scope, hash, first)
  local day, month, total =
    tonumber(ARGV[first]), tonumber(ARGV[first + 1]), tonumber(ARGV[first + 2])
  if day + month + total == 0 then
    return nil
  end
  local spent = redis.call('HMGET', hash, 'day', 'in_day', 'month', 'in_month', 'ever')
  local this_month = month_of(today)
  local in_day = tonumber(spent[1]) == today and tonumber(spent[2]) or 0
  local in_month = tonumber(spent[3]) == this_month and tonumber(spent[4]) or 0
  if total > 0 and tonumber(spent[5]) + cost > total then
    return { 'budget', scope, 'total', 0 }
  end
  if month > 0 and in_month + cost > month then
    local first_day = today + 1
    while month_of(first_day) == this_month do
      first_day = first_day + 1
    end
    return { 'budget', scope, 'month', first_day * DAY - now }
  end
  if day > 0 and in_day + cost > day then
    return { 'budget', scope, 'day', (today + 1) * DAY - now }
  end
  return nil
end

if cost > 0 then
  local over = over_budget('key', KEYS[9], 17) or over_budget('user', KEYS[8], 20)
  if over then
    return over
  end
  local funds = redis.call('HMGET', KEYS[6], 'balance', 'credit', 'until', 'taken')
  local credit = now < tonumber(funds[3]) and tonumber(funds[2]) or 0
  local available = tonumber(funds[1]) + credit - tonumber(funds[4])
  if available < cost then
    return { 'funds', text(available) }
  end
end

if held then
  held.amount = held.amount + cost
  write_hold(KEYS[7], id, held)
  take(KEYS[6], cost)
  spend(KEYS[8], cost, held.day, today)
  spend(KEYS[9], cost, held.day, today)
  return answer('admitted', '', '', 0)
end

for _, rate in ipairs(rates) do
  if rate.limit > 0 then
    rate.full_at = rate.full_at + rate.cost
    redis.call('HSET', rate.hash, rate.field, text(rate.full_at))
    keep(rate.hash, rate.full_at - now)
  end
end
local ends = text(now + lease)
for _, slot in ipairs(slots) do
  if slot.limit > 0 then
    redis.call('ZADD', slot.set, ends, id)
    keep(slot.set, lease)
  end
end
write_hold(KEYS[7], id, { amount = cost, day = today, lease = now + lease, reconciled = 0,
  booked = false, key = ARGV[15], model = ARGV[16] })
if cost > 0 then
  take(KEYS[6], cost)
  spend(KEYS[8], cost, today, today)
  spend(KEYS[9], cost, today, today)
end
return answer('admitted', '', '', 0)
