package dev.inward.study;

import dev.inward.property.BehavioralProperty;
import dev.inward.task.Framing;
import dev.inward.task.Item;
import dev.inward.task.Task;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Asks a panel about held-out items and compares what it says with what the target did. */
final class Scoring {

    private final ComparisonRequest request;
    private final BehavioralProperty property;
    private final List<Item> drawn;
    private final Observations observations;
    private final YardstickReading yardsticks;
    private final Answers answers;
    private final Respondent target;
    private final Respondent predictor;
    private final Map<Respondent, Set<String>> served = new ConcurrentHashMap<>();

    /**
     * @param target the model that is predicted, as it is before any finetuning
     * @param predictor the other model, likewise
     */
    Scoring(
            ComparisonRequest request,
            List<Item> drawn,
            Observations observations,
            Classifiers classifiers,
            Answers answers,
            Respondent target,
            Respondent predictor) {
        this.target = target;
        this.predictor = predictor;
        this.request = request;
        this.property = request.property();
        this.drawn = drawn;
        this.observations = observations;
        this.yardsticks = new YardstickReading(request, observations, classifiers);
        this.answers = answers;
    }

    CompletableFuture<Comparison> compare(Panel panel) {
        var items = new ArrayList<CompletableFuture<ScoredItem>>();
        var planned = new ArrayList<CompletableFuture<?>>();
        var isDrawn = new HashSet<>(drawn);
        int undefined = 0;
        for (Task task : request.tasks()) {
            for (Item item : task.items(request.split()).filter(isDrawn::contains).toList()) {
                Answer behaviour = observations.target().of(item);
                if (behaviour.isPlanned()) {
                    planned.add(score(panel, task, item, "", ""));
                } else if (!behaviour.isMissing()) {
                    Optional<String> value = property.value(item.answeredWith(behaviour.text()));
                    if (value.isPresent()) {
                        items.add(score(panel, task, item, behaviour.text(), value.get()));
                    } else {
                        undefined++;
                    }
                }
            }
        }
        int undefinedItems = undefined;
        planned.addAll(items);
        return CompletableFuture.allOf(planned.toArray(new CompletableFuture<?>[0]))
                .thenApply(
                        done ->
                                comparison(
                                        panel,
                                        items.stream().map(CompletableFuture::join).toList(),
                                        undefinedItems));
    }

    /** The comparison that is left where too few behaviours are known to ask predictors at all. */
    Comparison undecided() {
        return comparison(null, List.of(), 0);
    }

    private Comparison comparison(@Nullable Panel panel, List<ScoredItem> items, int undefined) {
        Behaviours behaviours = observations.target();
        List<Item> missing =
                drawn.stream().filter(item -> behaviours.of(item).isMissing()).toList();
        List<Answer> missingTraining =
                behaviours.toTrainingItems().stream().filter(Answer::isMissing).toList();
        return new Comparison(
                request,
                panel == null ? 0 : panel.trainingRows(),
                items,
                undefined,
                missing,
                behaviours.toTrainingItems().size(),
                missingTraining.size(),
                Stream.concat(missing.stream().map(behaviours::of), missingTraining.stream())
                        .map(Answer::text)
                        .findFirst()
                        .orElse(""),
                missingOwn(),
                panel == null ? "no predictor was asked" : panel.whyNotFramed(),
                0,
                provenance());
    }

    private Provenance provenance() {
        return new Provenance(
                Participant.of(target, servedModels(target, observations.target())),
                Participant.of(
                        predictor,
                        servedModels(
                                predictor,
                                observations
                                        .peers()
                                        .getOrDefault(request.predictor(), Behaviours.NONE))),
                Provenance.hashOfData(observations.target().answers().keySet()),
                Provenance.hashOfPrompts(request));
    }

    private SortedSet<String> servedModels(Respondent respondent, Behaviours own) {
        var all = new TreeSet<String>(served.getOrDefault(respondent, Set.of()));
        own.answers().values().forEach(answer -> answer.servedModel().ifPresent(all::add));
        return all;
    }

    private int missingOwn() {
        Behaviours own = observations.peers().get(request.predictor());
        return own == null
                ? drawn.size()
                : Math.toIntExact(drawn.stream().map(own::of).filter(Answer::isMissing).count());
    }

    private CompletableFuture<ScoredItem> score(
            Panel panel, Task task, Item item, String behaviour, String expected) {
        String prompt = task.hypotheticalPrompt(item, property);
        var self = prediction(panel.self(), prompt, expected);
        var cross = prediction(panel.cross(), prompt, expected);
        var untrainedSelf = prediction(panel.untrainedSelf(), prompt, expected);
        var untrainedCross = prediction(panel.untrainedCross(), prompt, expected);
        CompletableFuture<@Nullable Answer> simulated =
                panel.simulator() == null
                        ? CompletableFuture.completedFuture(null)
                        : simulated(panel.simulator(), task, item);
        CompletableFuture<@Nullable Framings> framings =
                panel.whyNotFramed().isEmpty()
                        ? framings(panel, task, item, expected)
                        : CompletableFuture.completedFuture(null);
        return CompletableFuture.allOf(
                        self, cross, untrainedSelf, untrainedCross, simulated, framings)
                .thenApply(
                        done ->
                                new ScoredItem(
                                        item,
                                        behaviour,
                                        expected,
                                        self.join(),
                                        cross.join(),
                                        untrainedSelf.join(),
                                        untrainedCross.join(),
                                        yardsticks.of(item, expected, simulated.join()),
                                        framings.join()));
    }

    private CompletableFuture<@Nullable Answer> simulated(
            Simulator simulator, Task task, Item item) {
        return answers.probe(
                        simulator.respondent(),
                        Answers.OBJECT_LEVEL,
                        simulator.isTold()
                                ? task.promptAsTarget(item, request.target())
                                : item.objectLevelPrompt())
                .thenApply(answer -> answer);
    }

    private CompletableFuture<@Nullable Framings> framings(
            Panel panel, Task task, Item item, String expected) {
        String ofTarget =
                task.hypotheticalPrompt(item, property, Framing.TARGET_BY_NAME, request.target());
        String ofAnother =
                task.hypotheticalPrompt(
                        item, property, Framing.ANOTHER_ASSISTANT, request.target());
        var selfOfTarget = ofSomebodyElse(panel.self(), ofTarget, expected);
        var crossOfTarget = ofSomebodyElse(panel.cross(), ofTarget, expected);
        return ofSomebodyElse(panel.self(), ofAnother, expected)
                .thenCombine(selfOfTarget, List::of)
                .thenCombine(
                        crossOfTarget,
                        (self, cross) -> new Framings(self.get(1), cross, self.get(0)));
    }

    private CompletableFuture<Prediction> ofSomebodyElse(
            Respondent predictor, String prompt, String expected) {
        return answers.probe(predictor, property.name(), prompt)
                .thenApply(answer -> Prediction.of(answer, property, expected));
    }

    private CompletableFuture<Prediction> prediction(
            Respondent asked, String prompt, String expected) {
        return answers.ask(asked, property.name(), prompt)
                .thenApply(
                        answer -> {
                            note(asked, answer);
                            return Prediction.of(answer, property, expected);
                        });
    }

    private void note(Respondent asked, Answer answer) {
        answer.servedModel()
                .ifPresent(
                        id ->
                                served.computeIfAbsent(asked, who -> ConcurrentHashMap.newKeySet())
                                        .add(id));
    }
}
