package dev.airelay.dialect;

/// Where in a request of any dialect a value stands, as far as it tells what an upstream makes of
/// it. What stands nowhere special is text.
///
/// Chat Completions and Responses:
/// https://github.com/openai/openai-python/blob/main/src/openai/types/chat/completion_create_params.py
/// and `responses/response_create_params.py` beside it; Messages:
/// https://github.com/anthropics/anthropic-sdk-typescript/blob/main/src/resources/beta/messages/messages.ts
/// (read 2026-11-27).
enum RequestPlace {
    /// The request itself.
    REQUEST,
    /// One message or item of the conversation, or a list of them.
    MESSAGES,
    /// One part of a message, or a list of them.
    PARTS,
    /// A prompt of the older completions, or a reference to a stored one.
    PROMPT,
    TOOLS,
    /// Where a picture is.
    IMAGE,
    AUDIO,
    FILE,
    SOURCE,
    /// Text, or JSON that is shown as text.
    FREE,
    /// The kind of the object that it stands in.
    TYPE,
    /// How closely a picture is looked at.
    DETAIL,
    /// What may be a file in base64.
    CONTENT_OF_FILE,
    /// Reasoning that its vendor has encrypted.
    SEALED,
    /// The name of something that the upstream keeps.
    REFERENCE;

    /// Whether objects and lists stand here that have places of their own.
    boolean holdsObjects() {
        return switch (this) {
            case REQUEST, MESSAGES, PARTS, PROMPT, TOOLS, IMAGE, AUDIO, FILE, SOURCE -> true;
            case FREE, TYPE, DETAIL, CONTENT_OF_FILE, SEALED, REFERENCE -> false;
        };
    }

    /// The place of a member's value.
    RequestPlace of(String name) {
        return switch (this) {
            case REQUEST ->
                    switch (name) {
                        case "messages", "input" -> MESSAGES;
                        case "system" -> PARTS;
                        case "prompt" -> PROMPT;
                        case "tools" -> TOOLS;
                        case "previous_response_id", "conversation", "container", "mcp_servers" ->
                                REFERENCE;
                        default -> FREE;
                    };
            case MESSAGES ->
                    switch (name) {
                        case "content", "output" -> PARTS;
                        case "type" -> TYPE;
                        case "result" -> CONTENT_OF_FILE;
                        case "encrypted_content" -> SEALED;
                        default -> FREE;
                    };
            case PARTS ->
                    switch (name) {
                        case "content" -> PARTS;
                        case "image_url" -> IMAGE;
                        case "input_audio" -> AUDIO;
                        case "file" -> FILE;
                        case "source" -> SOURCE;
                        case "file_data" -> CONTENT_OF_FILE;
                        case "file_id", "file_url" -> REFERENCE;
                        case "type" -> TYPE;
                        case "detail" -> DETAIL;
                        case "data", "signature" -> SEALED;
                        default -> FREE;
                    };
            case PROMPT -> name.equals("id") ? REFERENCE : FREE;
            case TOOLS -> name.equals("type") ? TYPE : FREE;
            case IMAGE ->
                    switch (name) {
                        case "url" -> CONTENT_OF_FILE;
                        case "detail" -> DETAIL;
                        default -> FREE;
                    };
            case AUDIO -> name.equals("data") ? CONTENT_OF_FILE : FREE;
            case FILE ->
                    switch (name) {
                        case "file_data" -> CONTENT_OF_FILE;
                        case "file_id" -> REFERENCE;
                        default -> FREE;
                    };
            case SOURCE ->
                    switch (name) {
                        case "data" -> CONTENT_OF_FILE;
                        case "type" -> TYPE;
                        case "content" -> PARTS;
                        case "url", "file_id" -> REFERENCE;
                        default -> FREE;
                    };
            case FREE, TYPE, DETAIL, CONTENT_OF_FILE, SEALED, REFERENCE -> FREE;
        };
    }
}
