/** The figures that the paper published, beside those of a run. */
@NullMarked
package dev.inward.report.paper;

import org.jspecify.annotations.NullMarked;
