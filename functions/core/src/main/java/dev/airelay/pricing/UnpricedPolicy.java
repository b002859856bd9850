package dev.airelay.pricing;

/// What happens to a model that has no price.
public enum UnpricedPolicy {
    /// It cannot be used.
    REFUSED,
    /// It can be used by everybody and costs nothing.
    FREE
}
