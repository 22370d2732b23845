/** Benchmarks, run by {@code mvn -Pbench}. They are not tests. */
@NullMarked
package dev.inward.bench;

import org.jspecify.annotations.NullMarked;
