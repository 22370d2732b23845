/**
 * Language models in GGUF files, which run in this JVM through the library {@code de.kherud:llama}.
 *
 * <p>This package may use the package model and that library. It does not know tasks and behavioral
 * properties.
 */
@NullMarked
package dev.inward.gguf;

import org.jspecify.annotations.NullMarked;
