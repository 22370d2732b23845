/** The types that an eval author imports. */
@NullMarked
package dev.inward;

import org.jspecify.annotations.NullMarked;
