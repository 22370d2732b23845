/**
 * Reads behavioral properties that need no Java: rules, and questions for judge models.
 *
 * <p>This package knows neither tasks nor models.
 */
@NullMarked
package dev.inward.property.definition;

import org.jspecify.annotations.NullMarked;
