/** Answers that were collected elsewhere: what they say, and which files they come from. */
@NullMarked
package dev.inward.transcript;

import org.jspecify.annotations.NullMarked;
