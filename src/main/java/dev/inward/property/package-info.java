/**
 * Behavioral properties, compliance rules and the cleaning of responses.
 *
 * <p>This package uses the property.reading package, and neither models nor JUnit.
 */
@NullMarked
package dev.inward.property;

import org.jspecify.annotations.NullMarked;
