/** The few nouns that an eval author writes. */
@NullMarked
package dev.inward;

import org.jspecify.annotations.NullMarked;
