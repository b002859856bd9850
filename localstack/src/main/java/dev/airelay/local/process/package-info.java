/// Child processes of the local runner: started, awaited, heard and never left behind.
///
/// Nothing here knows what the processes are for; launchers for single engines build on it.
@NullMarked
package dev.airelay.local.process;

import org.jspecify.annotations.NullMarked;
