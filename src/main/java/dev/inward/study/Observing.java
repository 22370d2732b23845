package dev.inward.study;

import dev.inward.task.Item;
import dev.inward.task.Split;
import dev.inward.task.Task;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
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
record Observing(Function<String, Respondent> respondents, Answers answers) {

    /**
     * @param curriculum the tasks whose training items predictors learn from
     * @param drawn the items that the target is scored on
     */
    CompletableFuture<Observations> observe(
            ComparisonRequest request, Collection<Task> curriculum, List<Item> drawn) {
        var asked = new ArrayList<Item>();
        curriculum.forEach(task -> task.items(Split.TRAIN).forEach(asked::add));
        asked.addAll(drawn);
        CompletableFuture<Behaviours> target = behaviours(request.target(), asked, 0);
        List<CompletableFuture<Behaviours>> repeats =
                IntStream.range(1, request.probes().samples())
                        .mapToObj(sample -> behaviours(request.target(), drawn, sample))
                        .toList();
        SortedMap<String, CompletableFuture<Behaviours>> peers = peers(request, drawn);
        var more = new ArrayList<CompletableFuture<Behaviours>>(repeats);
        more.addAll(peers.values());
        // Where target and peers both fail, the target's failure is the one that is told.
        return target.thenCombine(
                CompletableFuture.allOf(more.toArray(new CompletableFuture<?>[0])),
                (behaviours, done) ->
                        new Observations(
                                behaviours,
                                repeats.stream().map(CompletableFuture::join).toList(),
                                joined(peers)));
    }

    /** Only the predictor's failure is one of this comparison; another peer is left out. */
    private SortedMap<String, CompletableFuture<Behaviours>> peers(
            ComparisonRequest request, List<Item> drawn) {
        var peers = new TreeMap<String, CompletableFuture<Behaviours>>();
        for (String peer : new TreeSet<>(request.probes().peers())) {
            peers.put(
                    peer,
                    CompletableFuture.completedFuture(peer)
                            .thenCompose(name -> behaviours(name, drawn, 0))
                            .exceptionally(failure -> Behaviours.NONE));
        }
        peers.put(request.predictor(), behaviours(request.predictor(), drawn, 0));
        return peers;
    }

    private static SortedMap<String, Behaviours> joined(
            SortedMap<String, CompletableFuture<Behaviours>> coming) {
        var come = new TreeMap<String, Behaviours>();
        coming.forEach((name, behaviours) -> come.put(name, behaviours.join()));
        come.values().removeIf(Behaviours.NONE::equals);
        return come;
    }

    private CompletableFuture<Behaviours> behaviours(String name, List<Item> items, int sample) {
        Respondent respondent = respondents.apply(name);
        var coming = new LinkedHashMap<Item, CompletableFuture<Answer>>();
        items.forEach(
                item ->
                        coming.put(
                                item,
                                answers.ask(
                                        respondent,
                                        Answers.OBJECT_LEVEL,
                                        item.objectLevelPrompt(),
                                        sample)));
        return CompletableFuture.allOf(coming.values().toArray(new CompletableFuture<?>[0]))
                .thenApply(
                        done -> {
                            var come = new LinkedHashMap<Item, Answer>();
                            coming.forEach((item, answer) -> come.put(item, answer.join()));
                            return new Behaviours(come);
                        });
    }
}
