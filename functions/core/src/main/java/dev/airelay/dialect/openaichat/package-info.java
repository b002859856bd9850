/// OpenAI Chat Completions, and the older endpoints that share its manners: completions and
/// embeddings.
///
/// Source: https://platform.openai.com/docs/api-reference/chat (read 2026-11-21).
@NullMarked
package dev.airelay.dialect.openaichat;

import org.jspecify.annotations.NullMarked;
