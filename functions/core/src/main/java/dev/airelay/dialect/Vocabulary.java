package dev.airelay.dialect;

/// The vocabularies that OpenAI has published
/// (https://github.com/openai/tiktoken/blob/main/tiktoken_ext/openai_public.py, read 2026-11-27).
public enum Vocabulary {
    CL100K_BASE,
    O200K_BASE
}
