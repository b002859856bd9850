-- Puts the note of a channel in the place of another one.
--
--   KEYS[1]  hash: a note of each channel, by the channel's id
--   ARGV[1]  channel id, [2] the note that is there; empty: none, [3] the next one
--   ARGV[4]  milliseconds from now until all notes are forgotten
-- Answer: 1 when done, else 0

if (redis.call('HGET', KEYS[1], ARGV[1]) or '') ~= ARGV[2] then
  return 0
end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[3])
redis.call('PEXPIRE', KEYS[1], ARGV[4])
return 1
