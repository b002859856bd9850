package dev.airelay.platform.api;

/// What a route does for a call that its guard has let in. Called by many threads at once.
///
/// @param <C> the call as the guard hands it on; nobody but a guard can make one
@FunctionalInterface
public interface Action<C extends Call> {
    /// @throws ApiException when the call cannot be answered as wished
    /// @throws dev.airelay.failure.StoreException when a store does not answer
    ApiAnswer answer(C call);
}
