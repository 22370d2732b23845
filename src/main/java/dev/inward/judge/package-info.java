/**
 * Values of behavioral properties: computed by a function, or chosen by judge models.
 *
 * <p>This package uses the answers that study.collection collects, and nothing of a comparison's
 * scores.
 */
@NullMarked
package dev.inward.judge;

import org.jspecify.annotations.NullMarked;
