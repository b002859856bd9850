-- Reconciles a request that ended, once: its slots are given back, the tokens it was thought to use
-- corrected, and its hold becomes what it costs, to be booked.
--
-- When its lease has ended, its slots have gone by themselves and the tokens that were estimated
-- stay taken; they flow back evenly like all tokens.
--
-- All keys belong to one user and lie in one slot of a cluster:
--   KEYS[1]  hash: the key's rates, KEYS[2] the user's rates; both as in admit.lua
--   KEYS[3]  sorted set: the key's requests in flight, KEYS[4] the user's; both as in admit.lua
--   KEYS[5]  hash: the user's funds, KEYS[6] holds, KEYS[7] what the user has spent, KEYS[8] what the
--            key has spent; all as in money.lua
-- Arguments:
--   ARGV[1]   the time in microseconds; empty: the server's own
--   ARGV[2]   request id
--   ARGV[3]   tokens that were estimated, [4] tokens that were used
--   ARGV[5]   key: tokens per minute, [6] user: tokens per minute; as at admission, 0: no limit
--   ARGV[7]   what it costs
-- Answer: 1 when it was in flight, else 0
--
-- An estimate that comes back after its bucket was full in between gives its owner more than the
-- even flow would. Since it had to be taken from that flow first, nobody gets more than twice the
-- limit by it.

local MINUTE = 60000000
local GRACE_MS = 10000

local value = redis.call('HGET', KEYS[6], ARGV[2])
local hold = value and read_hold(value)
if not hold or hold.reconciled > 0 then
  return 0
end
redis.call('ZREM', KEYS[4], ARGV[2])
redis.call('ZREM', KEYS[3], ARGV[2])

local now = tonumber(ARGV[1])
if not now then
  local time = redis.call('TIME')
  now = time[1] * 1000000 + time[2]
end

local cost = tonumber(ARGV[7])
local difference, today = cost - hold.amount, math.floor(now / DAY)
if difference ~= 0 then
  if not hold.booked then
    take(KEYS[5], difference)
  end
  spend(KEYS[7], difference, hold.day, today)
  spend(KEYS[8], difference, hold.day, today)
end
if hold.booked or hold.model == '' then
  redis.call('HDEL', KEYS[6], ARGV[2])
else
  hold.amount, hold.reconciled = cost, now
  write_hold(KEYS[6], ARGV[2], hold)
end
if hold.lease <= now then
  return 1
end

local estimated, used = tonumber(ARGV[3]), tonumber(ARGV[4])

local function correct(hash, limit)
  if limit == 0 then
    return
  end
  local full_at = math.max(now, tonumber(redis.call('HGET', hash, 'tokens')) or now)
  full_at = full_at + math.floor(used * MINUTE / limit)
    - math.floor(math.min(estimated, limit) * MINUTE / limit)
  if full_at <= now then
    redis.call('HDEL', hash, 'tokens')
    return
  end
  redis.call('HSET', hash, 'tokens', text(full_at))
  local ms = math.ceil((full_at - now) / 1000) + GRACE_MS
  if redis.call('PTTL', hash) < ms then
    redis.call('PEXPIRE', hash, ms)
  end
end

correct(KEYS[1], tonumber(ARGV[5]))
correct(KEYS[2], tonumber(ARGV[6]))
return 1
