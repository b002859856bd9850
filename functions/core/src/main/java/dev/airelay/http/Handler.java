package dev.airelay.http;

/// What an edge calls for each request.
///
/// A handler starts and ends the reply itself. When it returns without having started one, or
/// throws, the edge answers 500 with a body (or ends a started reply as failed) and logs: that is a
/// defect of the handler, not a way to answer. Called by many threads at once in server mode, by
/// one at a time in a Lambda environment.
@FunctionalInterface
public interface Handler {
    void handle(Request request, Reply reply);
}
