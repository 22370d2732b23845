/**
 * Third parties that see the prompt alone: what they tell of an answer takes no look inside the
 * model that gives it.
 *
 * <p>This room may use Tribuo, and no other room of Inward.
 */
@NullMarked
package dev.inward.classifier;

import org.jspecify.annotations.NullMarked;
