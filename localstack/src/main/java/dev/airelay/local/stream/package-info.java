/// DynamoDB streams on this machine: hands records to a function as Lambda would.
@NullMarked
package dev.airelay.local.stream;

import org.jspecify.annotations.NullMarked;
