/** The page of a run: one HTML file that people open without a server. */
@NullMarked
package dev.inward.report.page;

import org.jspecify.annotations.NullMarked;
