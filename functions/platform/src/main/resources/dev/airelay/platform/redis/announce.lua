-- Notes that a record has a newer revision. An announcement that comes after a newer one changes
-- nothing.
--
--   KEYS[1]  hash: newest announced revisions of a user and their keys, as in admit.lua
--   ARGV[1]  field, [2] revision, [3] milliseconds for which the user's revisions are remembered
-- Answer: 1 when this is the newest, else 0

local known = tonumber(redis.call('HGET', KEYS[1], ARGV[1])) or 0
if known >= tonumber(ARGV[2]) then
  return 0
end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
redis.call('PEXPIRE', KEYS[1], ARGV[3])
return 1
