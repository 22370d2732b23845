package dev.inward.verdict.regression;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.inward.statistics.Interval;
import dev.inward.study.Comparison;
import dev.inward.study.ModelProvenance;
import dev.inward.study.Provenance;
import dev.inward.study.ScoredItem;
import dev.inward.task.Item;
import dev.inward.task.ScoredSplit;
import dev.inward.task.Task;
import dev.inward.verdict.GatedFigure;
import dev.inward.verdict.figures.AdvantageChange;
import dev.inward.verdict.items.ItemDifferences;
import dev.inward.verdict.items.ItemMeans;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * A comparison as a baseline stores it. Component names are JSON keys.
 *
 * @param study the name of the study; empty for an eval without a study file
 * @param property the name of the property
 * @param target the target
 * @param predictor the cross-predictor
 * @param predictorName its name in reports, such as {@code borealis, 50 rows}; empty if that is the
 *     name of the model
 * @param split the split of the predicted items
 * @param seed the seed of the comparison
 * @param trainingRows the number of rows that each predictor was finetuned on; 0 if untrained
 * @param data the hash of the items whose object-level prompts were sent to the target
 * @param prompts the hash of the hypothetical prompts
 * @param judging how judges computed its property and others that its predictors learn, by the name
 *     of the property; empty if functions compute all
 * @param tasks the outcomes of each task
 * @param measurements what was measured beside the predictions, in the order of the study
 */
record RecordedCell(
        @JsonInclude(JsonInclude.Include.NON_EMPTY) String study,
        String property,
        ModelProvenance target,
        ModelProvenance predictor,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) String predictorName,
        ScoredSplit split,
        long seed,
        int trainingRows,
        String data,
        String prompts,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) SortedMap<String, RecordedJudging> judging,
        List<RecordedTask> tasks,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<RecordedMeasurement> measurements) {

    /** Copies the collections; a file leaves out what is empty. Checks the measurements. */
    RecordedCell {
        study = study == null ? "" : study;
        predictorName = predictorName == null ? "" : predictorName;
        measurements = measurements == null ? List.of() : List.copyOf(measurements);
        requireItems(tasks, measurements);
        judging =
                judging == null
                        ? Collections.emptySortedMap()
                        : Collections.unmodifiableSortedMap(new TreeMap<>(judging));
    }

    private static void requireItems(
            List<RecordedTask> tasks, List<RecordedMeasurement> measurements) {
        var sizes = new TreeMap<String, Integer>();
        if (!measurements.isEmpty()) {
            tasks.forEach(task -> sizes.put(task.name(), task.self().length()));
        }
        Set<String> names = new HashSet<>();
        for (RecordedMeasurement measurement : measurements) {
            if (!names.add(measurement.name())) {
                throw new IllegalArgumentException(
                        "a cell has the measurement '" + measurement.name() + "' twice");
            }
            measurement.requireItems(sizes);
        }
    }

    /**
     * The outcomes of one task: one character per item, in file order, as {@link RecordedOutcome}
     * defines them.
     *
     * @param name the name of the task
     * @param self the outcomes of self-prediction
     * @param cross the outcomes of cross-prediction
     */
    record RecordedTask(String name, String self, String cross) {

        /** Checks the outcomes, since the file may have been edited by hand. */
        RecordedTask {
            if (self.length() != cross.length()) {
                throw new IllegalArgumentException(
                        String.format(
                                Locale.ROOT,
                                "task '%s' has %d outcomes of self-prediction and %d of cross-prediction",
                                name,
                                self.length(),
                                cross.length()));
            }
            RecordedOutcome.requireKnown(self);
            RecordedOutcome.requireKnown(cross);
        }

        private boolean isDefined(int item) {
            return !RecordedOutcome.isUndefined(self.charAt(item))
                    && !RecordedOutcome.isUndefined(cross.charAt(item));
        }

        /** Returns self − cross of an item, any value if an answer is missing. */
        private Interval advantage(int item) {
            return isPredicted(item)
                    ? ItemDifferences.exactly(
                            RecordedOutcome.score(self.charAt(item))
                                    - RecordedOutcome.score(cross.charAt(item)))
                    : ItemMeans.DIFFERENCE;
        }

        private boolean isPredicted(int item) {
            return RecordedOutcome.isPrediction(self.charAt(item))
                    && RecordedOutcome.isPrediction(cross.charAt(item));
        }

        private long predicted() {
            return IntStream.range(0, self.length()).filter(this::isPredicted).count();
        }

        private long missing() {
            return IntStream.range(0, self.length())
                    .filter(
                            i ->
                                    self.charAt(i) == RecordedOutcome.MISSING
                                            || cross.charAt(i) == RecordedOutcome.MISSING)
                    .count();
        }
    }

    static RecordedCell of(Comparison comparison) {
        Provenance provenance = comparison.provenance();
        Map<Item, ScoredItem> scored = scoredByItem(comparison);
        var tasks = new ArrayList<RecordedTask>();
        for (Task task : comparison.request().tasks()) {
            var self = new StringBuilder();
            var cross = new StringBuilder();
            for (Item item : comparison.request().predictedItems(task)) {
                ScoredItem scoredItem = scored.get(item);
                boolean isUnanswered = comparison.withoutBehaviour().contains(item);
                self.append(
                        RecordedOutcome.of(
                                scoredItem == null ? null : scoredItem.self(), isUnanswered));
                cross.append(
                        RecordedOutcome.of(
                                scoredItem == null ? null : scoredItem.cross(), isUnanswered));
            }
            tasks.add(new RecordedTask(task.name(), self.toString(), cross.toString()));
        }
        String predictorName = comparison.request().predictorName();
        return new RecordedCell(
                comparison.request().design().study(),
                comparison.request().property().name(),
                provenance.target(),
                provenance.predictor(),
                predictorName.equals(provenance.predictor().name()) ? "" : predictorName,
                comparison.request().split(),
                comparison.request().seed(),
                comparison.trainingRows(),
                provenance.data(),
                provenance.prompts(),
                RecordedJudging.of(comparison),
                tasks,
                comparison.measurements().stream()
                        .map(result -> RecordedMeasurement.of(comparison, result))
                        .toList());
    }

    private static Map<Item, ScoredItem> scoredByItem(Comparison comparison) {
        var scored = new HashMap<Item, ScoredItem>();
        comparison.items().forEach(item -> scored.put(item.item(), item));
        return scored;
    }

    /**
     * Joins the recorded outcomes with a comparison of the same items. An item is left out if its
     * property is undefined in one of them.
     */
    List<AdvantageChange.ItemAdvantages> pairs(Comparison current) {
        Map<Item, Interval> advantages = new HashMap<>();
        ItemDifferences.advantages(current)
                .all()
                .forEach(item -> advantages.put(item.item(), item.possible()));
        var pairs = new ArrayList<AdvantageChange.ItemAdvantages>();
        for (int task = 0; task < tasks.size(); task++) {
            RecordedTask recorded = tasks.get(task);
            List<Item> items =
                    current.request().predictedItems(current.request().tasks().get(task));
            for (int index = 0; index < items.size(); index++) {
                Interval newAdvantage = advantages.get(items.get(index));
                if (newAdvantage != null && recorded.isDefined(index)) {
                    pairs.add(
                            new AdvantageChange.ItemAdvantages(
                                    items.get(index), recorded.advantage(index), newAdvantage));
                }
            }
        }
        return pairs;
    }

    /** Returns how many items lack an answer of the target or of a predictor. */
    long missing() {
        return tasks.stream().mapToLong(RecordedTask::missing).sum();
    }

    /** Returns how many items have both predictions. */
    long predicted() {
        return tasks.stream().mapToLong(RecordedTask::predicted).sum();
    }

    long items() {
        return tasks.stream().mapToLong(task -> task.self().length()).sum();
    }

    /** Returns what the cell is about: its advantage. */
    GatedFigure figure() {
        return new GatedFigure(
                study,
                property,
                target.name(),
                predictorName.isEmpty() ? predictor.name() : predictorName,
                "",
                "");
    }

    String displayName() {
        return figure().toString();
    }

    Optional<RecordedMeasurement> measurement(String name) {
        return measurements.stream().filter(it -> it.name().equals(name)).findFirst();
    }

    /** Returns the contrasts of all measurements. */
    List<GatedFigure> contrasts() {
        return measurements.stream()
                .flatMap(
                        measured ->
                                measured.contrasts().stream()
                                        .map(
                                                contrast ->
                                                        figure().contrast(
                                                                        measured.name(),
                                                                        contrast.number())))
                .toList();
    }
}
