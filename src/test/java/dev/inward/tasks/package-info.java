/** The generators of the data that ship, and the tests of these data. */
@NullMarked
package dev.inward.tasks;

import org.jspecify.annotations.NullMarked;
