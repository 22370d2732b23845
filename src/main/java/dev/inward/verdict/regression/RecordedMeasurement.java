package dev.inward.verdict.regression;

import dev.inward.study.Comparison;
import dev.inward.study.measurement.Contrast;
import dev.inward.study.measurement.MeasuredItem;
import dev.inward.study.measurement.MeasurementResult;
import dev.inward.task.Item;
import dev.inward.task.Task;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A measurement of a cell as a baseline stores it. Component names are JSON keys.
 *
 * @param name the name of the measurement
 * @param settings what changes the meaning of its numbers; empty if it has no settings
 * @param contrasts its contrasts, in its order
 */
record RecordedMeasurement(String name, String settings, List<RecordedContrast> contrasts) {

    /** Copies the contrasts and checks them, since the file may have been edited by hand. */
    RecordedMeasurement {
        Objects.requireNonNull(name, "a measurement has no 'name'");
        Objects.requireNonNull(settings, "the measurement '" + name + "' has no 'settings'");
        contrasts =
                List.copyOf(
                        Objects.requireNonNull(
                                contrasts, "the measurement '" + name + "' has no 'contrasts'"));
        Set<String> numbers = new HashSet<>();
        for (RecordedContrast contrast : contrasts) {
            if (!numbers.add(contrast.number())) {
                throw new IllegalArgumentException(
                        String.format(
                                Locale.ROOT,
                                "the measurement '%s' has the contrast '%s' twice",
                                name,
                                contrast.number()));
            }
        }
    }

    /**
     * A contrast.
     *
     * @param number its name
     * @param range the largest absolute value of its numbers
     * @param items the numbers of the items of each task, by the name of the task, in file order,
     *     as {@link ItemNumber} writes them
     */
    record RecordedContrast(String number, double range, SortedMap<String, String> items) {

        /** Checks the numbers. */
        RecordedContrast {
            Objects.requireNonNull(number, "a contrast has no 'number'");
            Objects.requireNonNull(items, "the contrast '" + number + "' has no 'items'");
            if (!(range > 0 && Double.isFinite(range))) {
                throw new IllegalArgumentException(
                        String.format(
                                Locale.ROOT,
                                "the contrast '%s' has the range %s, expected a finite number above 0",
                                number,
                                range));
            }
            items = Collections.unmodifiableSortedMap(new TreeMap<>(items));
            for (Map.Entry<String, String> task : items.entrySet()) {
                try {
                    ItemNumber.split(task.getValue())
                            .forEach(text -> ItemNumber.requireValid(text, range));
                } catch (IllegalArgumentException e) {
                    throw new IllegalArgumentException(
                            String.format(
                                    Locale.ROOT,
                                    "the contrast '%s' in task '%s': %s",
                                    number,
                                    task.getKey(),
                                    e.getMessage()),
                            e);
                }
            }
        }

        /** Returns the texts of the items of a task, in file order. */
        List<String> texts(String task) {
            return ItemNumber.split(items.getOrDefault(task, ""));
        }
    }

    static RecordedMeasurement of(Comparison comparison, MeasurementResult result) {
        return new RecordedMeasurement(
                result.measurement().name(),
                result.measurement().settings(),
                result.contrasts().stream()
                        .map(contrast -> contrast(comparison, result, contrast))
                        .toList());
    }

    private static RecordedContrast contrast(
            Comparison comparison, MeasurementResult result, Contrast contrast) {
        Map<Item, String> texts = new HashMap<>();
        comparison.withoutBehaviour().forEach(item -> texts.put(item, ItemNumber.MISSING));
        result.missing().forEach(item -> texts.put(item, ItemNumber.MISSING));
        result.items().forEach(item -> texts.put(item.item(), text(item, contrast)));
        var items = new TreeMap<String, String>();
        for (Task task : comparison.request().tasks()) {
            items.put(
                    task.name(),
                    ItemNumber.join(
                            comparison.request().predictedItems(task).stream()
                                    .map(it -> texts.getOrDefault(it, ItemNumber.NOT_MEASURED))
                                    .toList()));
        }
        return new RecordedContrast(contrast.number(), contrast.range(), items);
    }

    private static String text(MeasuredItem item, Contrast contrast) {
        if (item.number(contrast.number()).isPresent()) {
            return ItemNumber.text(item.number(contrast.number()).orElseThrow());
        }
        return item.numbers().isEmpty() ? ItemNumber.NOT_MEASURED : ItemNumber.NO_CONTRAST;
    }

    /**
     * Checks that the contrasts have a number for each item of the cell.
     *
     * @param sizes the number of items of each task
     * @throws IllegalArgumentException if they do not
     */
    void requireItems(Map<String, Integer> sizes) {
        for (RecordedContrast contrast : contrasts) {
            if (!contrast.items().keySet().equals(sizes.keySet())) {
                throw new IllegalArgumentException(
                        String.format(
                                Locale.ROOT,
                                "the contrast '%s' of the measurement '%s' has items of the tasks %s, but the cell has the tasks %s",
                                contrast.number(),
                                name,
                                String.join(", ", contrast.items().keySet()),
                                String.join(", ", sizes.keySet())));
            }
            sizes.forEach(
                    (task, size) -> {
                        int given = contrast.texts(task).size();
                        if (given != size) {
                            throw new IllegalArgumentException(
                                    String.format(
                                            Locale.ROOT,
                                            "the contrast '%s' of the measurement '%s' has %d items of task '%s', but the cell has %d",
                                            contrast.number(),
                                            name,
                                            given,
                                            task,
                                            size));
                        }
                    });
        }
    }

    /** Returns whether two lists have the same measurements, whatever their numbers. */
    static boolean areSame(List<RecordedMeasurement> some, List<RecordedMeasurement> others) {
        return some.stream()
                .map(it -> List.of(it.name(), it.settings()))
                .toList()
                .equals(others.stream().map(it -> List.of(it.name(), it.settings())).toList());
    }

    /** Returns a contrast by its name. */
    Optional<RecordedContrast> contrast(String number) {
        return contrasts.stream().filter(it -> it.number().equals(number)).findFirst();
    }
}
