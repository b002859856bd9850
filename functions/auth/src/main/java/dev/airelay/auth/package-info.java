/// The function that registers members, signs them in and out, and keeps their keys, for the
/// control plane.
@NullMarked
package dev.airelay.auth;

import org.jspecify.annotations.NullMarked;
