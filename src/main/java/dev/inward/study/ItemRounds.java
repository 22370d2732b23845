package dev.inward.study;

import dev.inward.statistics.sequential.SamplingRounds;
import dev.inward.task.Item;
import java.util.List;
import java.util.stream.IntStream;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * The items of a comparison in the order in which they are collected where it stops when decided:
 * at random, in rounds with items of every task.
 *
 * @param items the items, in random order
 * @param sampling the rounds, by the index of an item in that list
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record ItemRounds(List<Item> items, SamplingRounds sampling) {

    /** Copies the items. */
    public ItemRounds {
        items = List.copyOf(items);
    }

    /**
     * {@return the rounds of the items that are drawn, which the request alone determines}
     *
     * @throws IllegalArgumentException if the tasks have no items of that split
     */
    public static ItemRounds of(ComparisonRequest request) {
        List<Item> items = request.drawnItems();
        List<String> tasks = items.stream().map(Item::task).distinct().sorted().toList();
        return new ItemRounds(
                items,
                SamplingRounds.stratified(
                        IntStream.generate(() -> 1).limit(items.size()).toArray(),
                        items.stream().mapToInt(item -> tasks.indexOf(item.task())).toArray()));
    }

    /** {@return how many rounds there are, at least 1} */
    public int count() {
        return sampling.rounds().size();
    }

    /** {@return the items of so many rounds from the first} */
    public List<Item> first(int rounds) {
        return sampling.rounds().subList(0, rounds).stream()
                .flatMap(List::stream)
                .map(items::get)
                .toList();
    }
}
