/// OpenAI Responses, the only format that Codex speaks.
///
/// Source: https://platform.openai.com/docs/api-reference/responses (read 2026-11-21).
@NullMarked
package dev.airelay.dialect.openairesponses;

import org.jspecify.annotations.NullMarked;
