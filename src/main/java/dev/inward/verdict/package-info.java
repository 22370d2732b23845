/**
 * The conclusions from a comparison: evidence, claims about it, and verdicts that are PASS, FAIL or
 * INCONCLUSIVE. The package uses neither JUnit nor Allure.
 */
@NullMarked
package dev.inward.verdict;

import org.jspecify.annotations.NullMarked;
