/**
 * What can be read in the text of an answer by rules: words, characters and digits, refusals,
 * hedges, code and JSON.
 *
 * <p>This package uses no other package of Inward.
 */
@NullMarked
package dev.inward.property.reading;

import org.jspecify.annotations.NullMarked;
