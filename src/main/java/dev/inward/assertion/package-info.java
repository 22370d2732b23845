/** What an eval says it expects: AssertJ assertions over evidence. */
@NullMarked
package dev.inward.assertion;

import org.jspecify.annotations.NullMarked;
