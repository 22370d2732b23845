package dev.inward.report.json;

import dev.inward.verdict.ItemsToSettle;
import dev.inward.verdict.Judgement;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * How many items would settle a claim, as written to {@code verdicts.json}.
 *
 * @param expected the number if the true mean is the observed one; null above 10,000
 * @param least the least number for the means of the 80 % interval; null above 10,000
 * @param most the greatest number for the means of the 80 % interval; null above 10,000
 */
public record ItemsToSettleRecord(
        @Nullable Long expected, @Nullable Long least, @Nullable Long most) {

    /**
     * {@return the numbers of a judgement; null if the claim is decided, or if no number of items
     * would decide it}
     */
    public static @Nullable ItemsToSettleRecord of(Judgement judgement) {
        return judgement.itemsToSettle().map(ItemsToSettleRecord::of).orElse(null);
    }

    private static ItemsToSettleRecord of(ItemsToSettle items) {
        return new ItemsToSettleRecord(
                orNull(items.expected()), orNull(items.least()), orNull(items.most()));
    }

    private static @Nullable Long orNull(OptionalLong items) {
        return items.isPresent() ? items.getAsLong() : null;
    }
}
