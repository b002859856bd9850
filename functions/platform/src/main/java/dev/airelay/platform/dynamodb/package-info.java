/// DynamoDB: users, keys, channels, accounts, gift cards and usage records, where they are kept for
/// good.
///
/// The only room that knows its client. `tables.json` defines the tables, for this code and for
/// whatever creates them.
@NullMarked
package dev.airelay.platform.dynamodb;

import org.jspecify.annotations.NullMarked;
