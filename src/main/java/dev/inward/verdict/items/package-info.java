/**
 * The arithmetic over the items of a comparison that figures, claims, the claim ladder and the
 * regression gate share: averages, whether there are enough items, and how many would be enough.
 */
@NullMarked
package dev.inward.verdict.items;

import org.jspecify.annotations.NullMarked;
