/// What a streamed request passes on its way, held against the document that tells it.
@NullMarked
package dev.airelay.local.walk;

import org.jspecify.annotations.NullMarked;
