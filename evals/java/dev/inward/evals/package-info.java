/** The evals: one class for each behavioral property, and the controls that every run needs. */
@NullMarked
package dev.inward.evals;

import org.jspecify.annotations.NullMarked;
