package dev.inward.study.collection;

import dev.inward.study.ComparisonRequest;
import dev.inward.task.Item;
import dev.inward.task.ScoredSplit;
import dev.inward.task.Split;
import dev.inward.task.Task;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Collects the object-level answers of models.
 *
 * @param models finds a model by its name
 * @param answers requests the answers
 */
public record BehaviourCollector(Function<String, NamedModel> models, AnswerCollector answers) {

    /**
     * Collects the object-level answers of the target and of its peers.
     *
     * @param trainingTasks the tasks whose training items predictors learn from, unless all items
     *     are scored
     * @param drawn the items that are predicted
     */
    public CompletableFuture<ObservedBehaviours> collect(
            ComparisonRequest request, Collection<Task> trainingTasks, List<Item> drawn) {
        NamedModel target = models.apply(request.target());
        var firstAnswers = new LinkedHashMap<Item, CompletableFuture<CollectedAnswer>>();
        List<Item> training =
                request.split() == ScoredSplit.ALL
                        ? List.of()
                        : Stream.concat(trainingTasks.stream(), examples(request))
                                .flatMap(task -> task.items(Split.TRAIN))
                                .distinct()
                                .toList();
        training.forEach(item -> firstAnswers.put(item, request(target, item, 1).get(0)));
        var samples = new LinkedHashMap<Item, List<CompletableFuture<CollectedAnswer>>>();
        drawn.forEach(
                item ->
                        samples.put(
                                item,
                                request(target, item, request.extraMeasurements().samples())));
        firstAnswers.putAll(sample(samples, 0));
        CompletableFuture<Behaviours> behaviours =
                Behaviours.whenAllKnown(firstAnswers, Set.copyOf(training));
        List<CompletableFuture<Behaviours>> repeats =
                IntStream.range(1, request.extraMeasurements().samples())
                        .mapToObj(
                                number ->
                                        Behaviours.whenAllKnown(sample(samples, number), Set.of()))
                        .toList();
        SortedMap<String, CompletableFuture<Behaviours>> peers = peers(request, drawn);
        var teachers = new TreeMap<String, CompletableFuture<Behaviours>>();
        request.teachers().forEach(name -> teachers.put(name, training(name, training)));
        var others = new ArrayList<CompletableFuture<Behaviours>>(repeats);
        others.addAll(peers.values());
        others.addAll(teachers.values());
        // If the target and a peer both fail, the target's failure is thrown.
        return behaviours.thenCombine(
                CompletableFuture.allOf(others.toArray(new CompletableFuture<?>[0])),
                (collected, done) ->
                        new ObservedBehaviours(
                                collected,
                                repeats.stream().map(CompletableFuture::join).toList(),
                                collected(peers),
                                collected(teachers)));
    }

    /** Returns the task whose training items stand as examples before prompts about other tasks. */
    private static Stream<Task> examples(ComparisonRequest request) {
        return Stream.ofNullable(request.design().fewShot())
                .flatMap(
                        fewShot ->
                                fewShot.task() == null
                                        ? request.tasks().stream()
                                        : Stream.of(fewShot.task()));
    }

    /** Requests all answers to a prompt together, since one call may return them all. */
    private List<CompletableFuture<CollectedAnswer>> request(
            NamedModel model, Item item, int samples) {
        return answers.request(model, AnswerCollector.OBJECT_LEVEL, item.prompt(), samples);
    }

    private static Map<Item, CompletableFuture<CollectedAnswer>> sample(
            Map<Item, List<CompletableFuture<CollectedAnswer>>> samples, int number) {
        var sample = new LinkedHashMap<Item, CompletableFuture<CollectedAnswer>>();
        samples.forEach((item, answers) -> sample.put(item, answers.get(number)));
        return sample;
    }

    /**
     * A failure of the cross-predictor ends the comparison. Any other peer that fails is left out.
     */
    private SortedMap<String, CompletableFuture<Behaviours>> peers(
            ComparisonRequest request, List<Item> drawn) {
        var peers = new TreeMap<String, CompletableFuture<Behaviours>>();
        for (String peer : new TreeSet<>(request.extraMeasurements().peers())) {
            peers.put(
                    peer,
                    CompletableFuture.completedFuture(peer)
                            .thenCompose(name -> behaviours(name, drawn))
                            .exceptionally(failure -> Behaviours.NONE));
        }
        peers.put(request.predictor(), behaviours(request.predictor(), drawn));
        return peers;
    }

    private static SortedMap<String, Behaviours> collected(
            SortedMap<String, CompletableFuture<Behaviours>> pending) {
        var collected = new TreeMap<String, Behaviours>();
        pending.forEach((name, behaviours) -> collected.put(name, behaviours.join()));
        collected.values().removeIf(Behaviours.NONE::equals);
        return collected;
    }

    private CompletableFuture<Behaviours> behaviours(String name, List<Item> items) {
        return Behaviours.whenAllKnown(pending(name, items), Set.of());
    }

    private CompletableFuture<Behaviours> training(String name, List<Item> items) {
        return Behaviours.whenAllKnown(pending(name, items), Set.copyOf(items));
    }

    private Map<Item, CompletableFuture<CollectedAnswer>> pending(String name, List<Item> items) {
        NamedModel model = models.apply(name);
        var pending = new LinkedHashMap<Item, CompletableFuture<CollectedAnswer>>();
        items.forEach(item -> pending.put(item, request(model, item, 1).get(0)));
        return pending;
    }
}
