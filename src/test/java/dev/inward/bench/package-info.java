/** Measures, on demand: {@code mvn -Pbench}. Nothing here is a test. */
@NullMarked
package dev.inward.bench;

import org.jspecify.annotations.NullMarked;
