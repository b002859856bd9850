/// Anthropic Messages, the only format that Claude Code speaks.
///
/// Source: https://docs.anthropic.com/en/api/messages (read 2026-11-21).
@NullMarked
package dev.airelay.dialect.anthropic;

import org.jspecify.annotations.NullMarked;
