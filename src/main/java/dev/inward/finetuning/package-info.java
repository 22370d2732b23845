/**
 * Finetuning sets as files: the format of the rows, and the check that no row has a held-out
 * prompt.
 */
@NullMarked
package dev.inward.finetuning;

import org.jspecify.annotations.NullMarked;
