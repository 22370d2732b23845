/**
 * The claim ladder: the explanations of an advantage other than self-knowledge, one rung each, and
 * which of them the data rule out.
 */
@NullMarked
package dev.inward.verdict.ladder;

import org.jspecify.annotations.NullMarked;
