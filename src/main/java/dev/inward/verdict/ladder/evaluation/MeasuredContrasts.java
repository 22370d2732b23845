package dev.inward.verdict.ladder.evaluation;

import dev.inward.statistics.Interval;
import dev.inward.study.Comparison;
import dev.inward.study.measurement.Contrast;
import dev.inward.study.measurement.MeasuredItem;
import dev.inward.study.measurement.MeasurementResult;
import dev.inward.task.Item;
import dev.inward.verdict.items.DataSufficiency;
import dev.inward.verdict.items.ItemDifference;
import dev.inward.verdict.items.ItemDifferences;
import dev.inward.verdict.ladder.RungMeasure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The contrasts of a measurement as means over items, clustered by base question.
 *
 * <p>A contrast that is known on all measured items is averaged over tasks, like accuracies. One
 * that is known on some of them only gives each item the same weight, since some tasks may have few
 * such items.
 *
 * @param measures the means in the order of the contrasts; empty if they cannot be tested
 * @param whyNotTested the reason why they cannot be tested; empty if they can
 */
public record MeasuredContrasts(List<RungMeasure> measures, Optional<String> whyNotTested) {

    /**
     * Computes the means of a measurement.
     *
     * @param comparison the comparison that the measurement belongs to
     */
    public static MeasuredContrasts of(Comparison comparison, MeasurementResult result) {
        Optional<String> missing = tooManyMissing(result);
        if (missing.isPresent()) {
            return new MeasuredContrasts(List.of(), missing);
        }
        var measures = new ArrayList<RungMeasure>();
        for (Contrast contrast : result.contrasts()) {
            List<MeasuredItem> known =
                    result.items().stream()
                            .filter(item -> item.number(contrast.number()).isPresent())
                            .toList();
            Optional<String> tooFew = tooFew(contrast, known, result);
            if (tooFew.isPresent()) {
                return new MeasuredContrasts(List.of(), tooFew);
            }
            measures.addAll(measure(comparison, result, contrast, known));
        }
        return new MeasuredContrasts(List.copyOf(measures), Optional.empty());
    }

    /** An item without any number, such as an unreadable report, is no reason to change weights. */
    private static long withNumbers(MeasurementResult result) {
        return result.items().stream().filter(item -> !item.numbers().isEmpty()).count();
    }

    private static Optional<String> tooManyMissing(MeasurementResult result) {
        int missing = result.missing().size();
        int total = missing + result.items().size();
        return missing > Comparison.MAX_MISSING_SHARE * total
                ? DataSufficiency.reason(
                        "the measurement '%s' lacks answers to %d of %d items, more than 1 %%. The first missing answer: %s",
                        result.measurement().name(), missing, total, result.whyMissing())
                : Optional.empty();
    }

    private static Optional<String> tooFew(
            Contrast contrast, List<MeasuredItem> known, MeasurementResult result) {
        double effective =
                DataSufficiency.effectivePrompts(known.stream().map(MeasuredItem::item).toList());
        return DataSufficiency.isBelow(effective, DataSufficiency.MIN_PROMPTS)
                ? DataSufficiency.reason(
                        "the measurement '%s' has %s on %d of %d items, which count as %.1f equal prompts. With fewer than %d the bounds are unreliable.",
                        result.measurement().name(),
                        contrast.words(),
                        known.size(),
                        result.items().size(),
                        effective,
                        DataSufficiency.MIN_PROMPTS)
                : Optional.empty();
    }

    private static List<RungMeasure> measure(
            Comparison comparison,
            MeasurementResult result,
            Contrast contrast,
            List<MeasuredItem> known) {
        var range = new Interval(-contrast.range(), contrast.range());
        var differences =
                new ItemDifferences(
                        known.stream()
                                .map(
                                        item ->
                                                new ItemDifference(
                                                        item.item(),
                                                        ItemDifferences.exactly(
                                                                item.number(contrast.number())
                                                                        .orElseThrow())))
                                .toList(),
                        Stream.<Item>concat(
                                        result.missing().stream(),
                                        comparison.withoutBehaviour().stream())
                                .map(item -> new ItemDifference(item, range))
                                .toList());
        return (known.size() == withNumbers(result)
                        ? RungMeasures.macro(contrast.words(), differences, range)
                        : RungMeasures.micro(contrast.words(), differences, range))
                .stream().toList();
    }
}
