package dev.inward.study;

import dev.inward.statistics.sequential.SamplingRounds;
import dev.inward.task.Item;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * The order in which a comparison that may stop early collects its items: at random, in rounds that
 * contain items of every task. Items of one task with the same base question form a cluster, which
 * is collected as a whole.
 *
 * <p>Instances are immutable and thread-safe.
 *
 * @param clusters the items of each cluster; the clusters are in random order; copied
 * @param sampling the rounds; a cluster is given by its index in that list
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record ItemRounds(List<List<Item>> clusters, SamplingRounds sampling) {

    private record Question(String task, String baseQuestion) {}

    /**
     * Copies the items.
     *
     * @param clusters as in the record
     * @param sampling as in the record
     */
    public ItemRounds {
        clusters = clusters.stream().map(List::copyOf).toList();
    }

    /**
     * {@return the rounds of the items that a request draws; the same request always has the same
     * rounds}
     *
     * @param request the request
     * @throws IllegalArgumentException if the tasks have no items of the requested split
     */
    public static ItemRounds of(ComparisonRequest request) {
        List<List<Item>> clusters = clusters(request);
        List<String> tasks = clusters.stream().map(ItemRounds::task).distinct().sorted().toList();
        return new ItemRounds(
                clusters,
                SamplingRounds.stratified(
                        clusters.stream().mapToInt(List::size).toArray(),
                        clusters.stream()
                                .mapToInt(cluster -> tasks.indexOf(task(cluster)))
                                .toArray()));
    }

    /**
     * Groups the drawn items. The item of a cluster that comes first in the file determines when
     * the cluster is collected. If it were the item that is drawn first, large clusters would come
     * too early, and the bounds would be biased towards them.
     */
    private static List<List<Item>> clusters(ComparisonRequest request) {
        Map<Item, Integer> drawn = new HashMap<>();
        request.drawnItems().forEach(item -> drawn.putIfAbsent(item, drawn.size()));
        Map<Question, List<Item>> inFileOrder = new LinkedHashMap<>();
        request.tasks().stream()
                .flatMap(task -> task.items(request.split()))
                .filter(drawn::containsKey)
                .forEach(
                        item ->
                                inFileOrder
                                        .computeIfAbsent(
                                                new Question(item.task(), item.baseQuestion()),
                                                question -> new ArrayList<>())
                                        .add(item));
        return inFileOrder.values().stream()
                .sorted(Comparator.comparing(cluster -> drawn.get(cluster.get(0))))
                .toList();
    }

    private static String task(List<Item> cluster) {
        return cluster.get(0).task();
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
                .flatMap(cluster -> clusters.get(cluster).stream())
                .toList();
    }
}
