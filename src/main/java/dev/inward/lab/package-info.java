/**
 * Embedded language models: small transformers that answer and are finetuned in this JVM, without a
 * network.
 *
 * <p>This package may use the packages model and file. It does not know tasks and behavioral
 * properties. All arithmetic is in Java, in a fixed order, so every machine gives the same answers.
 */
@NullMarked
package dev.inward.lab;

import org.jspecify.annotations.NullMarked;
