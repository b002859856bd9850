package dev.airelay.http;

/// One request, fully received.
///
/// @param method upper case, such as `POST`
/// @param path the raw path, still percent-encoded, beginning with `/`
/// @param query the raw query without `?`; empty when there is none
/// @param headers as the client sent them, less what the carrier consumed
/// @param body the decoded bytes; empty when there is none. Nobody changes the array after
///   construction
/// @param clientAddress the textual IP address of the direct peer; empty when unknown
/// @param lifeline how long this exchange may live
public record Request(
        String method,
        String path,
        String query,
        Headers headers,
        @SuppressWarnings("ArrayRecordComponent") byte[] body,
        String clientAddress,
        Lifeline lifeline) {

    /// Method and path only: headers and bodies carry credentials and prompts.
    @Override
    public String toString() {
        return method + " " + path;
    }
}
