package dev.airelay.http;

/// One request, of which the head is here and the body comes when it is asked for.
///
/// @param method upper case, such as `POST`
/// @param path the raw path, still percent-encoded, beginning with `/`
/// @param query the raw query without `?`; empty when there is none
/// @param headers as the client sent them, less what the carrier consumed
/// @param content the body, without transfer codings
/// @param clientAddress the textual IP address of the direct peer; empty when unknown
/// @param cancellation how long this exchange may live
public record Request(
        String method,
        String path,
        String query,
        Headers headers,
        Content content,
        String clientAddress,
        Cancellation cancellation) {

    /// A request whose body is here already.
    ///
    /// @param body nobody changes the array
    public Request(
            String method,
            String path,
            String query,
            Headers headers,
            byte[] body,
            String clientAddress,
            Cancellation cancellation) {
        this(method, path, query, headers, Content.of(body), clientAddress, cancellation);
    }

    /// The body's bytes, which the first call waits for; empty when there is none.
    ///
    /// @throws BodyException when it cannot be had
    public byte[] body() {
        return content.bytes();
    }

    /// Method and path only: headers and bodies carry credentials and prompts.
    @Override
    public String toString() {
        return method + " " + path;
    }
}
