/**
 * The models of a run by name: {@code models.yaml}, its JSON Schema, and the parameters that
 * override its keys.
 */
@NullMarked
package dev.inward.model.registry;

import org.jspecify.annotations.NullMarked;
