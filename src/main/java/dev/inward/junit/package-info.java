/**
 * The JUnit extension: runs evals, reads configuration parameters, and reports to run listeners.
 * Does not depend on Allure.
 */
@NullMarked
package dev.inward.junit;

import org.jspecify.annotations.NullMarked;
