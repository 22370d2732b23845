/**
 * The reports of a run: verdicts and outcome as files, tables and progress on the console, results
 * for Allure. Calls no model.
 */
@NullMarked
package dev.inward.report;

import org.jspecify.annotations.NullMarked;
