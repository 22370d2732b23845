package dev.inward.verdict.regression;

import dev.inward.model.Sha256;
import dev.inward.statistics.Interval;
import dev.inward.task.Item;
import dev.inward.task.Split;
import dev.inward.verdict.figures.AdvantageChange.ItemAdvantages;
import dev.inward.verdict.items.ItemDifferences;
import dev.inward.verdict.items.ItemMeans;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The items of one task that the gate compares. Component names are JSON keys.
 *
 * @param name the name of the task
 * @param questions a hash of the base question of each item
 * @param oldAdvantages the advantage of the old version on each item: one of the characters {@code
 *     -}, {@code 0} and {@code +}, for −1, 0 and 1, or {@code ?} if an answer is missing
 * @param newAdvantages the same for the new version
 */
record ComparedTask(
        String name, List<String> questions, String oldAdvantages, String newAdvantages) {

    /** Two of a million questions have the same first 80 bits with a probability of 4e-13. */
    private static final int HASH_DIGITS = 20;

    private static final String ADVANTAGES = "-0+";
    private static final char UNKNOWN = '?';

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

    /** Returns a short hash of a base question. */
    static String hash(String question) {
        return HexFormat.of()
                .formatHex(Sha256.of(question.getBytes(StandardCharsets.UTF_8)))
                .substring(0, HASH_DIGITS);
    }

    private static String characters(List<Interval> advantages) {
        return advantages.stream()
                .map(advantage -> String.valueOf(character(advantage)))
                .collect(Collectors.joining());
    }

    private static char character(Interval advantage) {
        return advantage.width() == 0
                ? ADVANTAGES.charAt(1 + (int) Math.signum(advantage.lower()))
                : UNKNOWN;
    }

    private static Interval advantage(char character) {
        return character == UNKNOWN
                ? ItemMeans.DIFFERENCE
                : ItemDifferences.exactly(ADVANTAGES.indexOf(character) - 1);
    }

    /** Returns the items again. The hash of its question stands for the prompt of an item. */
    List<ItemAdvantages> items() {
        return IntStream.range(0, questions.size())
                .mapToObj(
                        i ->
                                new ItemAdvantages(
                                        new Item(name, Map.of(), questions.get(i), Split.HELD_OUT),
                                        advantage(oldAdvantages.charAt(i)),
                                        advantage(newAdvantages.charAt(i))))
                .toList();
    }
}
