/** Makes a transcript of the rows of files: which value is what, and which rows belong together. */
@NullMarked
package dev.inward.transcript.mapping;

import org.jspecify.annotations.NullMarked;
