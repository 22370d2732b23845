/** Runs the experiment, from the target's first answer to scored comparisons. */
@NullMarked
package dev.inward.study.run;

import org.jspecify.annotations.NullMarked;
