/** AssertJ assertions about evidence. */
@NullMarked
package dev.inward.assertion;

import org.jspecify.annotations.NullMarked;
