/** What a run may spend, and what it would spend. */
@NullMarked
package dev.inward.model.budget;

import org.jspecify.annotations.NullMarked;
