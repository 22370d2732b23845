/** The reports as JSON: the records of {@code verdicts.json} and the writer of all JSON files. */
@NullMarked
package dev.inward.report.json;

import org.jspecify.annotations.NullMarked;
