/// Vocabularies of models, to count tokens before a request is sent.
@NullMarked
package dev.airelay.platform.tokens;

import org.jspecify.annotations.NullMarked;
