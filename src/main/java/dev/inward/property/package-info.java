/**
 * Behavioral properties, compliance rules and response cleaning. Knows neither models nor JUnit.
 */
@NullMarked
package dev.inward.property;

import org.jspecify.annotations.NullMarked;
