/** The page of a run in a real browser. */
@NullMarked
package dev.inward.browser;

import org.jspecify.annotations.NullMarked;
