-- Gives back what a request holds that nobody will reconcile. What was spent is forgotten with it:
-- the request's cost may have been recorded all the same, and then only the books know it.
--
--   KEYS[1]  hash: the user's funds, KEYS[2] holds, KEYS[3] what the user has spent, KEYS[4] what the
--            key has spent; all as in money.lua
--   KEYS[5]  sorted set: the key's requests in flight, KEYS[6] the user's; both as in admit.lua
--   ARGV[1]  request id
-- Answer: 1 when something was given back, else 0

local value = redis.call('HGET', KEYS[2], ARGV[1])
local hold = value and read_hold(value)
if not hold or hold.reconciled > 0 then
  return 0
end
redis.call('HDEL', KEYS[2], ARGV[1])
redis.call('ZREM', KEYS[5], ARGV[1])
redis.call('ZREM', KEYS[6], ARGV[1])
if not hold.booked then
  take(KEYS[1], -hold.amount)
end
redis.call('DEL', KEYS[3], KEYS[4])
return 1
