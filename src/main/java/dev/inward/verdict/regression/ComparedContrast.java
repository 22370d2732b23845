package dev.inward.verdict.regression;

import dev.inward.Margin;
import dev.inward.statistics.Interval;
import dev.inward.study.Comparison;
import dev.inward.study.measurement.MeasurementResult;
import dev.inward.task.Item;
import dev.inward.task.Split;
import dev.inward.task.Task;
import dev.inward.verdict.figures.AdvantageChange;
import dev.inward.verdict.figures.ContrastChange;
import dev.inward.verdict.figures.ContrastChange.ItemNumbers;
import dev.inward.verdict.items.DataSufficiency;
import dev.inward.verdict.regression.RecordedMeasurement.RecordedContrast;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A contrast of a measurement in this run beside the one of the baseline. Component names are JSON
 * keys.
 *
 * @param measurement the name of the measurement
 * @param number the name of the contrast
 * @param isInBaseline whether the baseline has it
 * @param whyIncomparable the reason why it cannot be compared; null if it can be
 * @param range the largest absolute value of its numbers
 * @param tasks its numbers; empty if it cannot be compared
 */
record ComparedContrast(
        String measurement,
        String number,
        boolean isInBaseline,
        @Nullable String whyIncomparable,
        double range,
        List<TaskNumbers> tasks) {

    /** Copies the tasks. */
    ComparedContrast {
        tasks = List.copyOf(tasks);
    }

    /**
     * The numbers of one task. Component names are JSON keys.
     *
     * @param name the name of the task
     * @param questions a hash of the base question of each item
     * @param before the numbers of the old version, as {@link ItemNumber} writes them
     * @param after those of the new version
     */
    record TaskNumbers(String name, List<String> questions, String before, String after) {

        /** Copies the questions. */
        TaskNumbers {
            questions = List.copyOf(questions);
        }
    }

    /**
     * Compares the contrasts of all measurements of a comparison.
     *
     * @param recorded the cell of the baseline; empty if it has none
     * @param whyNot the reason why the cells cannot be compared; empty if they can be
     */
    static List<ComparedContrast> allOf(
            Comparison current, Optional<RecordedCell> recorded, Optional<String> whyNot) {
        var compared = new ArrayList<ComparedContrast>();
        for (MeasurementResult result : current.measurements()) {
            RecordedMeasurement measured = RecordedMeasurement.of(current, result);
            Optional<RecordedMeasurement> old =
                    recorded.flatMap(cell -> cell.measurement(measured.name()));
            for (RecordedContrast contrast : measured.contrasts()) {
                compared.add(of(current, measured, contrast, old, whyNot));
            }
        }
        return compared;
    }

    private static ComparedContrast of(
            Comparison current,
            RecordedMeasurement measured,
            RecordedContrast contrast,
            Optional<RecordedMeasurement> old,
            Optional<String> whyNot) {
        Optional<RecordedContrast> before = old.flatMap(it -> it.contrast(contrast.number()));
        Optional<String> whyIncomparable =
                whyNot.or(
                        () ->
                                before.isEmpty()
                                        ? DataSufficiency.reason(
                                                "the baseline has this cell without '%s' of the measurement '%s'. Write a new baseline.",
                                                contrast.number(), measured.name())
                                        : difference(
                                                old.orElseThrow(),
                                                measured,
                                                before.get(),
                                                contrast));
        return new ComparedContrast(
                measured.name(),
                contrast.number(),
                before.isPresent(),
                whyIncomparable.orElse(null),
                contrast.range(),
                whyIncomparable.isPresent()
                        ? List.of()
                        : current.request().tasks().stream()
                                .map(task -> numbers(current, task, before.get(), contrast))
                                .toList());
    }

    private static Optional<String> difference(
            RecordedMeasurement old,
            RecordedMeasurement measured,
            RecordedContrast before,
            RecordedContrast after) {
        if (!old.settings().equals(measured.settings())) {
            return DataSufficiency.reason(
                    "the settings of the measurement '%s' differ: '%s' in the baseline and '%s' in this run",
                    measured.name(), old.settings(), measured.settings());
        }
        return before.range() == after.range()
                ? Optional.empty()
                : DataSufficiency.reason(
                        "the range of '%s' of the measurement '%s' differs: %s in the baseline and %s in this run",
                        after.number(), measured.name(), before.range(), after.range());
    }

    private static TaskNumbers numbers(
            Comparison current, Task task, RecordedContrast before, RecordedContrast after) {
        return new TaskNumbers(
                task.name(),
                current.request().predictedItems(task).stream()
                        .map(item -> ComparedTask.hash(item.baseQuestion()))
                        .toList(),
                ItemNumber.join(before.texts(task.name())),
                ItemNumber.join(after.texts(task.name())));
    }

    /** Returns why the numbers at hand cannot be compared; empty if they can be. */
    Optional<String> whyInsufficient() {
        return Optional.ofNullable(whyIncomparable)
                .or(() -> CommonItems.whyInsufficient(texts(true), texts(false)));
    }

    /** Returns why the change by itself cannot be judged; empty if it can be. */
    Optional<String> whyUndecidable() {
        return tooFewPrompts("the baseline", ItemNumbers::before)
                .or(() -> tooFewPrompts("this run", ItemNumbers::after));
    }

    private Optional<String> tooFewPrompts(
            String version, Function<ItemNumbers, @Nullable Interval> numbers) {
        List<Item> known =
                items().stream()
                        .filter(item -> numbers.apply(item) != null)
                        .map(ItemNumbers::item)
                        .toList();
        double effective = DataSufficiency.effectivePrompts(known);
        return DataSufficiency.isBelow(effective, DataSufficiency.MIN_PROMPTS)
                ? DataSufficiency.reason(
                        "%s has '%s' of the measurement '%s' on %d items, which count as %.1f equal prompts. With fewer than %d the bounds are unreliable.",
                        version,
                        number,
                        measurement,
                        known.size(),
                        effective,
                        DataSufficiency.MIN_PROMPTS)
                : Optional.empty();
    }

    /** Returns the change; empty if one version has no number. */
    Optional<AdvantageChange> change(Margin margin, double confidence) {
        Predicate<String> hasNoContrast = ItemNumber.NO_CONTRAST::equals;
        boolean isByTask =
                Stream.of(texts(true), texts(false)).flatMap(List::stream).noneMatch(hasNoContrast);
        return new ContrastChange(items(), range, isByTask).judgedWith(margin, confidence);
    }

    private List<String> texts(boolean isOld) {
        return tasks.stream()
                .flatMap(task -> ItemNumber.split(isOld ? task.before() : task.after()).stream())
                .toList();
    }

    /** Returns the items on which a version has a number or lacks an answer. */
    private List<ItemNumbers> items() {
        return tasks.stream()
                .flatMap(this::items)
                .filter(item -> item.before() != null || item.after() != null)
                .toList();
    }

    private Stream<ItemNumbers> items(TaskNumbers task) {
        List<String> before = ItemNumber.split(task.before());
        List<String> after = ItemNumber.split(task.after());
        return IntStream.range(0, task.questions().size())
                .mapToObj(
                        i ->
                                new ItemNumbers(
                                        new Item(
                                                task.name(),
                                                Map.of(),
                                                task.questions().get(i),
                                                Split.HELD_OUT),
                                        ItemNumber.possible(before.get(i), range),
                                        ItemNumber.possible(after.get(i), range)));
    }
}
