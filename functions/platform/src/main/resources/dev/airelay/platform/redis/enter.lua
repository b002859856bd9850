-- Takes a slot of a channel, unless so many are taken. A holder that has one takes no other.
--
--   KEYS[1]  sorted set: the holders that have a slot of the channel, scored by the microsecond
--            (since 1970) at which their lease ends
--   ARGV[1]  the time in microseconds; empty: the server's own
--   ARGV[2]  holder, [3] slots, [4] lease in microseconds
-- Answer: 1 when the holder has a slot, else 0

local GRACE_MS = 10000

local now = tonumber(ARGV[1])
if not now then
  local time = redis.call('TIME')
  now = time[1] * 1000000 + time[2]
end
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now)
if redis.call('ZSCORE', KEYS[1], ARGV[2]) then
  return 1
end
if redis.call('ZCARD', KEYS[1]) >= tonumber(ARGV[3]) then
  return 0
end
redis.call('ZADD', KEYS[1], string.format('%.0f', now + ARGV[4]), ARGV[2])
local ms = math.ceil(ARGV[4] / 1000) + GRACE_MS
if redis.call('PTTL', KEYS[1]) < ms then
  redis.call('PEXPIRE', KEYS[1], ms)
end
return 1
