package dev.airelay.secret;

/// The record that a secret belongs to; bound into its encryption so that a sealed text copied
/// elsewhere stays shut.
///
/// @param kind such as `channel`
/// @param id the record's id
public record Identity(String kind, String id) {}
