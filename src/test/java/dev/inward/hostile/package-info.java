/** Hostile texts through every way in and every way out. */
@NullMarked
package dev.inward.hostile;

import org.jspecify.annotations.NullMarked;
