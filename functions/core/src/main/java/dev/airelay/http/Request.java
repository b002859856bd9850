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
/// @param requestId under which the carrier knows this exchange, for answers and logs; never taken
///   from what the client sent; empty when the carrier has no name for it
public record Request(
        String method,
        String path,
        String query,
        Headers headers,
        Content content,
        String clientAddress,
        Cancellation cancellation,
        String requestId) {

    /// A request whose carrier has no name for it.
    public Request(
            String method,
            String path,
            String query,
            Headers headers,
            Content content,
            String clientAddress,
            Cancellation cancellation) {
        this(method, path, query, headers, content, clientAddress, cancellation, "");
    }

    /// The same, with its body here already.
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

    /// The same exchange with other fields and another body.
    public Request with(Headers otherHeaders, Content otherContent) {
        return new Request(
                method,
                path,
                query,
                otherHeaders,
                otherContent,
                clientAddress,
                cancellation,
                requestId);
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
