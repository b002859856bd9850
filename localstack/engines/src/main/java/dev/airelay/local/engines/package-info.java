/// What stands in for AWS on one machine: Redis and DynamoDB Local as processes of their own, KMS
/// and Secrets Manager as small endpoints.
///
/// Everything ends with the JVM that started it and, DynamoDB Local aside, listens on the loopback
/// interface only. Tests and the local runner share these engines, so what passes here ran against
/// real ones.
@NullMarked
package dev.airelay.local.engines;

import org.jspecify.annotations.NullMarked;
