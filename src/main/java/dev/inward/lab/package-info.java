/**
 * The embedded language models: small transformers that load, answer and are finetuned in this JVM,
 * without a network.
 *
 * <p>This room may use the model room and DJL, and nothing else of Inward: it does not know what it
 * is asked about.
 */
@NullMarked
package dev.inward.lab;

import org.jspecify.annotations.NullMarked;
