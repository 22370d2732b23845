/**
 * Behavioral properties, compliance rules and the cleaning of responses.
 *
 * <p>This package uses the property.reading package and the tool calls of the model package. It
 * calls no model and does not depend on JUnit.
 */
@NullMarked
package dev.inward.property;

import org.jspecify.annotations.NullMarked;
