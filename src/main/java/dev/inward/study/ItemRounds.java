package dev.inward.study;

import dev.inward.statistics.sequential.SamplingRounds;
import dev.inward.task.Item;
import java.util.List;
import java.util.stream.IntStream;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * The order in which a comparison that may stop early collects its items: at random, in rounds that
 * contain items of every task.
 *
 * <p>Instances are immutable and thread-safe.
 *
 * @param items the items, in random order; copied
 * @param sampling the rounds; an item is given by its index in that list
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record ItemRounds(List<Item> items, SamplingRounds sampling) {

    /**
     * Copies the items.
     *
     * @param items as in the record
     * @param sampling as in the record
     */
    public ItemRounds {
        items = List.copyOf(items);
    }

    /**
     * {@return the rounds of the items that a request draws; the same request always has the same
     * rounds}
     *
     * @param request the request
     * @throws IllegalArgumentException if the tasks have no items of the requested split
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

    /** {@return the number of rounds, at least 1} */
    public int count() {
        return sampling.rounds().size();
    }

    /**
     * {@return the items of the first rounds, in the order of collection; unmodifiable}
     *
     * @param rounds the number of rounds, from 0 to {@link #count}
     * @throws IndexOutOfBoundsException if there are fewer rounds
     */
    public List<Item> first(int rounds) {
        return sampling.rounds().subList(0, rounds).stream()
                .flatMap(List::stream)
                .map(items::get)
                .toList();
    }
}
