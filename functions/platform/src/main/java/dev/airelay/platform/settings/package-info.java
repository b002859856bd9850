/// What the environment tells a function, read once and with every mistake named.
@NullMarked
package dev.airelay.platform.settings;

import org.jspecify.annotations.NullMarked;
