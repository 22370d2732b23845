/**
 * Embedded language models: small transformers that answer and are finetuned in this JVM, without a
 * network.
 *
 * <p>This package may use the packages model and file, and DJL. It does not know tasks and
 * behavioral properties.
 */
@NullMarked
package dev.inward.lab;

import org.jspecify.annotations.NullMarked;
