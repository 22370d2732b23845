package dev.inward.task;

import java.util.Locale;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * The items that a comparison scores predictions on.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public enum ScoredSplit {
    /** The items that no predictor has seen a prompt about: the default of finetuned predictors. */
    HELD_OUT,
    /** The items for choosing settings. */
    DEVELOPMENT,
    /** All items: the default if no predictor is finetuned, so that no item must be set aside. */
    ALL;

    /**
     * Returns whether items of a part of the split are scored.
     *
     * @param split the part
     * @return whether they are
     */
    public boolean includes(Split split) {
        return switch (this) {
            case HELD_OUT -> split == Split.HELD_OUT;
            case DEVELOPMENT -> split == Split.DEVELOPMENT;
            case ALL -> true;
        };
    }

    /**
     * Returns the scored items with a name as {@code -Dinward.split} takes it.
     *
     * @param name {@code held_out}, {@code development} or {@code all}, in any case
     * @return the scored items
     * @throws IllegalArgumentException if there is no such name
     */
    public static ScoredSplit named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    /** {@return the name in lower case, as {@code -Dinward.split} takes it} */
    public String displayName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
