/// The whole system on one machine: `./relay up` and what it is made of.
///
/// Runs the functions' own programs; nothing here is ever deployed.
@NullMarked
package dev.airelay.local;

import org.jspecify.annotations.NullMarked;
