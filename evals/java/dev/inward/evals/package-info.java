/** The evals: one class a behavioral property, and the controls that no run may be without. */
@NullMarked
package dev.inward.evals;

import org.jspecify.annotations.NullMarked;
