/** Measures, on demand, how often the engine errs: {@code mvn test -Pcalibrate}. */
@NullMarked
package dev.inward.calibration;

import org.jspecify.annotations.NullMarked;
