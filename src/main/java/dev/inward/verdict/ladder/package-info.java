/**
 * The claim ladder. Each rung rules out one explanation of an advantage other than self-knowledge.
 */
@NullMarked
package dev.inward.verdict.ladder;

import org.jspecify.annotations.NullMarked;
