/** What a study measured beside predictions, in the forms of each report. */
@NullMarked
package dev.inward.report.measurement;

import org.jspecify.annotations.NullMarked;
