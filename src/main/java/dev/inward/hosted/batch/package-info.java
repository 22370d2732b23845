/**
 * Batch APIs: many prompts in one submission. The server answers them within a day for half the
 * price.
 */
@NullMarked
package dev.inward.hosted.batch;

import org.jspecify.annotations.NullMarked;
