-- Gives back what a request holds that nobody will settle.
--
--   KEYS[1]  hash: the user's funds, KEYS[2] holds, KEYS[3] what the user has spent, KEYS[4] what the
--            key has spent; all as in money.lua
--   KEYS[5]  sorted set: the key's requests in flight, KEYS[6] the user's; both as in admit.lua
--   ARGV[1]  the time in microseconds; empty: the server's own
--   ARGV[2]  request id
-- Answer: 1 when something was given back, else 0

local value = redis.call('HGET', KEYS[2], ARGV[2])
local hold = value and read_hold(value)
if not hold or hold.settled > 0 then
  return 0
end
local now = tonumber(ARGV[1])
if not now then
  local time = redis.call('TIME')
  now = time[1] * 1000000 + time[2]
end
redis.call('HDEL', KEYS[2], ARGV[2])
redis.call('ZREM', KEYS[5], ARGV[2])
redis.call('ZREM', KEYS[6], ARGV[2])
if hold.amount > 0 then
  if not hold.booked then
    take(KEYS[1], -hold.amount)
  end
  spend(KEYS[3], -hold.amount, hold.day, math.floor(now / DAY))
  spend(KEYS[4], -hold.amount, hold.day, math.floor(now / DAY))
end
return 1
