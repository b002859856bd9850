-- Gives back the slots of a request that ended, and corrects the tokens it was thought to use.
--
-- Only for a request whose lease still runs, and therefore once. When the lease has ended the slots
-- have gone by themselves and what was estimated stays taken; it flows back evenly like all tokens.
--
-- All keys belong to one user and lie in one slot of a cluster:
--   KEYS[1]  hash: the key's rates, KEYS[2] the user's rates; both as in admit.lua
--   KEYS[3]  sorted set: the key's requests in flight, KEYS[4] the user's; both as in admit.lua
-- Arguments:
--   ARGV[1]  the time in microseconds; empty: the server's own
--   ARGV[2]  request id
--   ARGV[3]  tokens that were estimated, [4] tokens that were used
--   ARGV[5]  key: tokens per minute, [6] user: tokens per minute; as at admission, 0: no limit
-- Answer: 1 when something was given back, else 0
--
-- An estimate that comes back after its bucket was full in between gives its owner more than the
-- even flow would. Since it had to be taken from that flow first, nobody gets more than twice the
-- limit by it.

local MINUTE = 60000000
local GRACE_MS = 10000

local lease_end = redis.call('ZSCORE', KEYS[4], ARGV[2])
if not lease_end then
  return 0
end
redis.call('ZREM', KEYS[4], ARGV[2])
redis.call('ZREM', KEYS[3], ARGV[2])

local now = tonumber(ARGV[1])
if not now then
  local time = redis.call('TIME')
  now = time[1] * 1000000 + time[2]
end
if tonumber(lease_end) <= now then
  return 0
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
  redis.call('HSET', hash, 'tokens', string.format('%.0f', full_at))
  local ms = math.ceil((full_at - now) / 1000) + GRACE_MS
  if redis.call('PTTL', hash) < ms then
    redis.call('PEXPIRE', hash, ms)
  end
end

correct(KEYS[1], tonumber(ARGV[5]))
correct(KEYS[2], tonumber(ARGV[6]))
return 1
