/**
 * Stores answers, so that no answer is paid for twice, and records and replays them.
 *
 * <p>This package uses models. It does not know the study that requests the answers.
 */
@NullMarked
package dev.inward.cache;

import org.jspecify.annotations.NullMarked;
