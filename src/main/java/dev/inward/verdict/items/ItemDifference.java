package dev.inward.verdict.items;

import dev.inward.statistics.Interval;
import dev.inward.task.Item;

/**
 * The difference of two scores on an item.
 *
 * @param item the item
 * @param possible the values that the difference may have; a single one if no answer is missing
 */
public record ItemDifference(Item item, Interval possible) {

    /** Returns the least possible value. */
    public double lowest() {
        return possible.lower();
    }

    /** Returns the greatest possible value. */
    public double highest() {
        return possible.upper();
    }
}
