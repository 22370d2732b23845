package dev.inward.verdict.regression;

import dev.inward.model.Sha256;
import dev.inward.task.Item;
import dev.inward.task.Split;
import dev.inward.verdict.figures.AdvantageChange.ItemAdvantages;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The items of one task that have all four predictions. Component names are JSON keys.
 *
 * @param name the name of the task
 * @param questions a hash of the base question of each item
 * @param oldAdvantages the advantage of the old version on each item: one of the characters {@code
 *     -}, {@code 0} and {@code +}, for −1, 0 and 1
 * @param newAdvantages the same for the new version
 */
record ComparedTask(
        String name, List<String> questions, String oldAdvantages, String newAdvantages) {

    /** Two of a million questions have the same first 80 bits with a probability of 4e-13. */
    private static final int HASH_DIGITS = 20;

    private static final String ADVANTAGES = "-0+";

    /** Copies the questions. */
    ComparedTask {
        questions = List.copyOf(questions);
    }

    /** Groups items by task, in their order. */
    static List<ComparedTask> of(List<ItemAdvantages> items) {
        List<String> names = items.stream().map(it -> it.item().task()).distinct().toList();
        List<ComparedTask> tasks = new ArrayList<>();
        for (String name : names) {
            List<ItemAdvantages> ofTask =
                    items.stream().filter(it -> it.item().task().equals(name)).toList();
            tasks.add(
                    new ComparedTask(
                            name,
                            ofTask.stream().map(it -> hash(it.item().baseQuestion())).toList(),
                            characters(ofTask.stream().map(ItemAdvantages::oldAdvantage).toList()),
                            characters(
                                    ofTask.stream().map(ItemAdvantages::newAdvantage).toList())));
        }
        return tasks;
    }

    private static String hash(String question) {
        return HexFormat.of()
                .formatHex(Sha256.of(question.getBytes(StandardCharsets.UTF_8)))
                .substring(0, HASH_DIGITS);
    }

    private static String characters(List<Double> advantages) {
        return advantages.stream()
                .map(
                        advantage ->
                                String.valueOf(ADVANTAGES.charAt(1 + (int) Math.signum(advantage))))
                .collect(Collectors.joining());
    }

    /** Returns the items again. The hash of its question stands for the prompt of an item. */
    List<ItemAdvantages> items() {
        return IntStream.range(0, questions.size())
                .mapToObj(
                        i ->
                                new ItemAdvantages(
                                        new Item(name, Map.of(), questions.get(i), Split.HELD_OUT),
                                        ADVANTAGES.indexOf(oldAdvantages.charAt(i)) - 1,
                                        ADVANTAGES.indexOf(newAdvantages.charAt(i)) - 1))
                .toList();
    }
}
