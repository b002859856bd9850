-- Takes a try of a user and of a network, both or neither, or gives one back to both.
--
--   KEYS[1]  hash: the user's tries. Fields: 'taken', and 'until', the microsecond (since 1970) at
--            which they are forgotten
--   KEYS[2]  hash: the network's tries, likewise
--   ARGV[1]  the time in microseconds; empty: the server's own
--   ARGV[2]  microseconds from the first try until all are forgotten
--   ARGV[3]  'take' or 'back'
--   ARGV[4]  how many tries the user has, [5] how many the network has
-- Answer: microseconds to wait; 0 when done

local GRACE_MS = 10000

local now = tonumber(ARGV[1])
if not now then
  local time = redis.call('TIME')
  now = time[1] * 1000000 + time[2]
end
local window = tonumber(ARGV[2])

local tries, wait = {}, 0
for i = 1, 2 do
  local taken = tonumber(redis.call('HGET', KEYS[i], 'taken')) or 0
  local till = tonumber(redis.call('HGET', KEYS[i], 'until')) or 0
  if till <= now then
    taken, till = 0, now + window
  end
  tries[i] = { taken = taken, till = till }
  if taken >= tonumber(ARGV[3 + i]) then
    wait = math.max(wait, till - now)
  end
end

local step = 1
if ARGV[3] == 'back' then
  step = -1
elseif wait > 0 then
  return wait
end
for i = 1, 2 do
  local taken = tries[i].taken + step
  if taken >= 0 then
    redis.call('HSET', KEYS[i], 'taken', taken, 'until', string.format('%.0f', tries[i].till))
    redis.call('PEXPIRE', KEYS[i], math.ceil((tries[i].till - now) / 1000) + GRACE_MS)
  end
end
return 0
