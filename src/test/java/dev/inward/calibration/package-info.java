/** Measures the error rates of the engine: {@code mvn test -Pcalibrate}. */
@NullMarked
package dev.inward.calibration;

import org.jspecify.annotations.NullMarked;
