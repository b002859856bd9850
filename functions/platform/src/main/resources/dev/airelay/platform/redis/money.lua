-- What the scripts of the gate share about a user's money. Comes before each of them.
--
-- Amounts are nanos. They are added by Redis itself, as 64-bit integers, and compared here as
-- doubles, which are exact up to 9,000,000 dollars.
--
-- The hash of holds has a field for each request in flight and each whose cost is not booked yet:
--   amount|day of admission|microsecond of the lease's end|microsecond of reconciliation, or 0|
--   1 when booked, else 0|key id|model
-- The hash of funds: balance, credit, until (the microsecond at which the credit ends), version,
--   and taken: the sum of all amounts that are not booked.
-- A hash of what was spent: day, in_day, month, in_month, ever.
-- Funds and spending are copies of the books and expire when nobody uses them.

local FORGET_MS = 3600000
local DAY = 86400000000

-- Adding zero makes a plain one of a negative zero, which Redis does not take.
local function text(number)
  return string.format('%.0f', number + 0)
end

-- Months since the year 0 of a day since 1970-01-01: civil_from_days of
-- https://howardhinnant.github.io/date_algorithms.html (read 2026-11-21).
local function month_of(day)
  local z = day + 719468
  local era = math.floor(z / 146097)
  local doe = z - era * 146097
  local yoe = math.floor((doe - math.floor(doe / 1460) + math.floor(doe / 36524)
    - math.floor(doe / 146096)) / 365)
  local doy = doe - (365 * yoe + math.floor(yoe / 4) - math.floor(yoe / 100))
  local from_march = math.floor((5 * doy + 2) / 153)
  return (yoe + era * 400) * 12 + from_march + 2
end

-- Nothing for a hold of a form that a newer version may write: it counts for nothing here, and stays.
local function read_hold(value)
  local amount, day, lease, reconciled, booked, key, model =
    string.match(value, '^(%d+)|(%d+)|(%d+)|(%d+)|([01])|([^|]*)|(.*)$')
  return amount and {
    amount = tonumber(amount), day = tonumber(day), lease = tonumber(lease),
    reconciled = tonumber(reconciled), booked = booked == '1', key = key, model = model,
  }
end

local function write_hold(hash, id, hold)
  redis.call('HSET', hash, id, table.concat({
    text(hold.amount), text(hold.day), text(hold.lease), text(hold.reconciled),
    hold.booked and '1' or '0', hold.key, hold.model }, '|'))
end

-- Adds to what was spent, if that is known. An amount of another day counts in no day but its own.
local function spend(hash, amount, of_day, today)
  local known = redis.call('HMGET', hash, 'day', 'month')
  if not known[1] then
    return
  end
  local month = month_of(today)
  if tonumber(known[1]) ~= today then
    redis.call('HSET', hash, 'day', text(today), 'in_day', '0')
  end
  if tonumber(known[2]) ~= month then
    redis.call('HSET', hash, 'month', text(month), 'in_month', '0')
  end
  if of_day == today then
    redis.call('HINCRBY', hash, 'in_day', text(amount))
  end
  if month_of(of_day) == month then
    redis.call('HINCRBY', hash, 'in_month', text(amount))
  end
  redis.call('HINCRBY', hash, 'ever', text(amount))
  redis.call('PEXPIRE', hash, FORGET_MS)
end

local function take(funds, amount)
  if redis.call('HEXISTS', funds, 'version') == 1 then
    redis.call('HINCRBY', funds, 'taken', text(amount))
    redis.call('PEXPIRE', funds, FORGET_MS)
  end
end

-- Takes over what the books say unless something newer is known. What is held comes on top.
local function learn(funds, holds, balance, credit, till, version)
  local known = redis.call('HGET', funds, 'version')
  if not known then
    local taken = 0
    for _, value in ipairs(redis.call('HVALS', holds)) do
      local hold = read_hold(value)
      taken = taken + (hold and not hold.booked and hold.amount or 0)
    end
    redis.call('HSET', funds, 'taken', text(taken))
  end
  if not known or tonumber(version) > tonumber(known) then
    redis.call('HSET', funds, 'balance', balance, 'credit', credit, 'until', till,
      'version', version)
  end
  redis.call('PEXPIRE', funds, FORGET_MS)
end

-- Begins to count what was spent, from what the books say; what is held comes on top.
local function begin_spending(hash, holds, key, today, day, in_day, in_month, ever)
  redis.call('HSET', hash, 'day', day, 'in_day', in_day, 'month', text(month_of(tonumber(day))),
    'in_month', in_month, 'ever', ever)
  for _, value in ipairs(redis.call('HVALS', holds)) do
    local hold = read_hold(value)
    if hold and not hold.booked and (not key or hold.key == key) then
      spend(hash, hold.amount, hold.day, today)
    end
  end
  redis.call('PEXPIRE', hash, FORGET_MS)
end
