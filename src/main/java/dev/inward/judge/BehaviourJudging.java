package dev.inward.judge;

import dev.inward.model.ChatModel;
import dev.inward.property.BehavioralProperty;
import dev.inward.study.ComparisonRequest;
import dev.inward.study.Judging;
import dev.inward.study.LabelAgreement;
import dev.inward.study.collection.Behaviours;
import dev.inward.study.collection.CollectedAnswer;
import dev.inward.study.collection.NamedModel;
import dev.inward.study.collection.ObservedBehaviours;
import dev.inward.task.Item;
import dev.inward.task.Task;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Lets judges read the object-level answers of a comparison.
 *
 * @param values the values of the study
 * @param judges the judges of the study
 */
public record BehaviourJudging(PropertyValues values, Judges judges) {

    /**
     * The answers after the judges have read them.
     *
     * @param collected the answers as they were collected
     * @param observations the answers; one whose value the judges could not say is missing
     * @param judging how the judges computed the property; null if a function computes it
     * @param training how the judges computed the other properties that predictors are finetuned
     *     on, by name
     */
    public record Result(
            ObservedBehaviours collected,
            ObservedBehaviours observations,
            @Nullable Judging judging,
            SortedMap<String, Judging> training) {

        /** Creates the result for a property that needs no judge. */
        public Result(ObservedBehaviours collected, SortedMap<String, Judging> training) {
            this(collected, collected, null, training);
        }
    }

    /**
     * Asks the judges for all values that a comparison needs.
     *
     * @param taught the properties that predictors are finetuned on, by task; empty without
     *     finetuning
     * @param models returns a model of the comparison by its name
     */
    public CompletableFuture<Result> read(
            ComparisonRequest request,
            Map<Task, List<BehavioralProperty>> taught,
            ObservedBehaviours observed,
            Function<String, NamedModel> models) {
        BehavioralProperty property = request.property();
        List<NamedModel> compared =
                Stream.of(request.target(), request.predictor()).map(models).toList();
        ChatModel author = compared.get(0).model();
        var judged = new JudgedTraining(values, judges, request, compared);
        CompletableFuture<SortedMap<String, Judging>> training =
                CompletableFuture.allOf(
                                observed.teachers().entrySet().stream()
                                        .map(
                                                teacher ->
                                                        judged.read(
                                                                learned(request, taught),
                                                                teacher.getValue(),
                                                                models.apply(teacher.getKey())
                                                                        .model()))
                                        .toArray(CompletableFuture<?>[]::new))
                        .thenCombine(
                                judged.read(taught, observed.target(), author),
                                (ofTeachers, ofTarget) -> ofTarget);
        if (property.judgeQuestion().isEmpty()) {
            return training.thenApply(read -> new Result(observed, read));
        }
        var target = read(request, observed.target(), author);
        var repeats = observed.repeats().stream().map(r -> read(request, r, author)).toList();
        var peers = new TreeMap<String, CompletableFuture<Behaviours>>();
        observed.peers()
                .forEach(
                        (name, peer) ->
                                peers.put(name, read(request, peer, models.apply(name).model())));
        var agreement = LabelledSample.agreement(property, values);
        Stream<CompletableFuture<?>> all =
                Stream.concat(
                        Stream.of(training, target, agreement),
                        Stream.concat(repeats.stream(), peers.values().stream()));
        return CompletableFuture.allOf(all.toArray(CompletableFuture<?>[]::new))
                .thenApply(
                        done -> {
                            var peersRead = new TreeMap<String, Behaviours>();
                            peers.forEach((name, peer) -> peersRead.put(name, peer.join()));
                            return new Result(
                                    observed,
                                    new ObservedBehaviours(
                                            target.join(),
                                            repeats.stream().map(CompletableFuture::join).toList(),
                                            peersRead,
                                            observed.teachers()),
                                    judging(
                                            request,
                                            compared,
                                            observed.target(),
                                            target.join(),
                                            agreement.join().orElse(null)),
                                    training.join());
                        });
    }

    /** Examples of another model can be about a property that no predictor is finetuned on. */
    private static Map<Task, List<BehavioralProperty>> learned(
            ComparisonRequest request, Map<Task, List<BehavioralProperty>> taught) {
        var learned = new LinkedHashMap<>(taught);
        request.tasks().forEach(task -> learned.putIfAbsent(task, List.of(request.property())));
        return learned;
    }

    private CompletableFuture<Behaviours> read(
            ComparisonRequest request, Behaviours behaviours, ChatModel author) {
        if (behaviours.answers().isEmpty()) {
            return CompletableFuture.completedFuture(behaviours);
        }
        var pending = new LinkedHashMap<Item, CompletableFuture<CollectedAnswer>>();
        behaviours
                .answers()
                .forEach(
                        (item, answer) ->
                                pending.put(
                                        item,
                                        needsValue(request, behaviours, item)
                                                ? values.whenKnown(
                                                        request.property(), item, answer, author)
                                                : CompletableFuture.completedFuture(answer)));
        return Behaviours.whenAllKnown(pending, behaviours.training());
    }

    /** A training answer that makes no row about the property needs no value. */
    private static boolean needsValue(ComparisonRequest request, Behaviours behaviours, Item item) {
        return !behaviours.training().contains(item)
                || request.tasks().stream()
                        .filter(task -> task.name().equals(item.task()))
                        .anyMatch(
                                task ->
                                        JudgedTraining.isLearned(
                                                task,
                                                request.property(),
                                                item,
                                                behaviours.of(item)));
    }

    private Judging judging(
            ComparisonRequest request,
            List<NamedModel> compared,
            Behaviours given,
            Behaviours read,
            @Nullable LabelAgreement agreement) {
        List<Item> answered =
                given.answers().keySet().stream()
                        .filter(item -> needsValue(request, given, item))
                        .filter(item -> !given.of(item).isMissing())
                        .toList();
        long withoutValue = answered.stream().filter(item -> read.of(item).isMissing()).count();
        return judges.judging(
                request.property(),
                compared,
                answered.size(),
                Math.toIntExact(withoutValue),
                agreement);
    }
}
