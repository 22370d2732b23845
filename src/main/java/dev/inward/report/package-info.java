/**
 * What a run leaves for people: the verdicts as JSON, results for Allure with charts, a table on
 * the console. Calls no model.
 */
@NullMarked
package dev.inward.report;

import org.jspecify.annotations.NullMarked;
