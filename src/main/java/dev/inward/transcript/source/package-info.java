/** Reads answers that were collected elsewhere, each format into rows of the same names. */
@NullMarked
package dev.inward.transcript.source;

import org.jspecify.annotations.NullMarked;
