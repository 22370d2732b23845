/** The forms of a report that text from outside goes into: console, tables, Markdown and CSV. */
@NullMarked
package dev.inward.report.format;

import org.jspecify.annotations.NullMarked;
