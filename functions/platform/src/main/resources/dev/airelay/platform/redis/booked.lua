-- Notes that the books have the costs of requests, and what the account is now. May come again, and
-- before the requests are reconciled.
--
--   KEYS[1]  hash: the user's funds, KEYS[2] holds; both as in money.lua
--   ARGV[1]  balance, [2] credit, [3] the microsecond at which that ends, [4] version
--   ARGV[5...]  request ids

for i = 5, #ARGV do
  local value = redis.call('HGET', KEYS[2], ARGV[i])
  local hold = value and read_hold(value)
  if hold and not hold.booked then
    take(KEYS[1], -hold.amount)
    if hold.reconciled > 0 then
      redis.call('HDEL', KEYS[2], ARGV[i])
    else
      hold.booked = true
      write_hold(KEYS[2], ARGV[i], hold)
    end
  end
end
learn(KEYS[1], KEYS[2], ARGV[1], ARGV[2], ARGV[3], ARGV[4])
return 1
