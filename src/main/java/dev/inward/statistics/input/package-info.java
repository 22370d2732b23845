/**
 * The checked inputs that all statistics share: clustered samples and confidence levels.
 *
 * <p>The module does not export this package.
 */
@NullMarked
package dev.inward.statistics.input;

import org.jspecify.annotations.NullMarked;
