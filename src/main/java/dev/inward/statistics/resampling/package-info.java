/** Bootstrap and randomization tests with explicit seeds. */
@NullMarked
package dev.inward.statistics.resampling;

import org.jspecify.annotations.NullMarked;
