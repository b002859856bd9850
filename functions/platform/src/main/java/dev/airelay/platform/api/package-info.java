/// What the functions of the control plane have in common: reading an event, finding its route,
/// knowing who asks, answering in JSON.
///
/// Events and answers are those of function URLs and HTTP APIs, payload version 2.0
/// (https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html, read 2026-11-21).
@NullMarked
package dev.airelay.platform.api;

import org.jspecify.annotations.NullMarked;
