package dev.inward.study.collection;

import dev.inward.study.ComparisonRequest;
import dev.inward.task.Item;
import dev.inward.task.Split;
import dev.inward.task.Task;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Asks models at object level.
 *
 * @param respondents finds somebody who is asked by name
 */
public record BehaviourCollector(
        Function<String, NamedModel> respondents, AnswerCollector answers) {

    /**
     * Asks the target and its peers at object level.
     *
     * @param curriculum the tasks whose training items predictors learn from
     * @param drawn the items that the target is scored on
     */
    public CompletableFuture<ObservedBehaviours> observe(
            ComparisonRequest request, Collection<Task> curriculum, List<Item> drawn) {
        NamedModel target = respondents.apply(request.target());
        var first = new LinkedHashMap<Item, CompletableFuture<Answer>>();
        curriculum.forEach(
                task ->
                        task.items(Split.TRAIN)
                                .forEach(item -> first.put(item, ask(target, item, 1).get(0))));
        var samples = new LinkedHashMap<Item, List<CompletableFuture<Answer>>>();
        drawn.forEach(item -> samples.put(item, ask(target, item, request.probes().samples())));
        first.putAll(sample(samples, 0));
        CompletableFuture<Behaviours> behaviours = joined(first);
        List<CompletableFuture<Behaviours>> repeats =
                IntStream.range(1, request.probes().samples())
                        .mapToObj(number -> joined(sample(samples, number)))
                        .toList();
        SortedMap<String, CompletableFuture<Behaviours>> peers = peers(request, drawn);
        var more = new ArrayList<CompletableFuture<Behaviours>>(repeats);
        more.addAll(peers.values());
        // Where target and peers both fail, the target's failure is the one that is told.
        return behaviours.thenCombine(
                CompletableFuture.allOf(more.toArray(new CompletableFuture<?>[0])),
                (come, done) ->
                        new ObservedBehaviours(
                                come,
                                repeats.stream().map(CompletableFuture::join).toList(),
                                come(peers)));
    }

    /** All answers to a prompt are asked for together, for one call may bring them all. */
    private List<CompletableFuture<Answer>> ask(NamedModel respondent, Item item, int samples) {
        return answers.ask(
                respondent, AnswerCollector.OBJECT_LEVEL, item.objectLevelPrompt(), samples);
    }

    private static Map<Item, CompletableFuture<Answer>> sample(
            Map<Item, List<CompletableFuture<Answer>>> samples, int number) {
        var sample = new LinkedHashMap<Item, CompletableFuture<Answer>>();
        samples.forEach((item, answers) -> sample.put(item, answers.get(number)));
        return sample;
    }

    /** Only the predictor's failure is one of this comparison; another peer is left out. */
    private SortedMap<String, CompletableFuture<Behaviours>> peers(
            ComparisonRequest request, List<Item> drawn) {
        var peers = new TreeMap<String, CompletableFuture<Behaviours>>();
        for (String peer : new TreeSet<>(request.probes().peers())) {
            peers.put(
                    peer,
                    CompletableFuture.completedFuture(peer)
                            .thenCompose(name -> behaviours(name, drawn))
                            .exceptionally(failure -> Behaviours.NONE));
        }
        peers.put(request.predictor(), behaviours(request.predictor(), drawn));
        return peers;
    }

    private static SortedMap<String, Behaviours> come(
            SortedMap<String, CompletableFuture<Behaviours>> coming) {
        var come = new TreeMap<String, Behaviours>();
        coming.forEach((name, behaviours) -> come.put(name, behaviours.join()));
        come.values().removeIf(Behaviours.NONE::equals);
        return come;
    }

    private CompletableFuture<Behaviours> behaviours(String name, List<Item> items) {
        NamedModel respondent = respondents.apply(name);
        var coming = new LinkedHashMap<Item, CompletableFuture<Answer>>();
        items.forEach(item -> coming.put(item, ask(respondent, item, 1).get(0)));
        return joined(coming);
    }

    private static CompletableFuture<Behaviours> joined(
            Map<Item, CompletableFuture<Answer>> coming) {
        return CompletableFuture.allOf(coming.values().toArray(new CompletableFuture<?>[0]))
                .thenApply(
                        done -> {
                            var come = new LinkedHashMap<Item, Answer>();
                            coming.forEach((item, answer) -> come.put(item, answer.join()));
                            return new Behaviours(come);
                        });
    }
}
