package dev.inward.study.run;

import dev.inward.judge.PropertyValues;
import dev.inward.model.Prompt;
import dev.inward.property.BehavioralProperty;
import dev.inward.study.ComparisonRequest;
import dev.inward.study.collection.CollectedAnswer;
import dev.inward.study.collection.NamedModel;
import dev.inward.study.collection.ObservedBehaviours;
import dev.inward.study.measurement.MeasuredCell;
import dev.inward.study.measurement.Participant;
import dev.inward.study.training.Predictors;
import dev.inward.task.Item;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * The models and answers of a comparison, as a measurement sees them.
 *
 * @param request the comparison
 * @param predictors its predictors
 * @param observed the answers of the target and of teachers
 * @param values the values of the property
 * @param trainingValues those of answers to training items
 * @param prompts returns the hypothetical prompt about an item
 * @param asked makes a participant of a model
 */
record ComparisonCell(
        ComparisonRequest request,
        Predictors predictors,
        ObservedBehaviours observed,
        PropertyValues values,
        TrainingValues trainingValues,
        Function<Item, Prompt> prompts,
        Function<NamedModel, Participant> asked)
        implements MeasuredCell {

    @Override
    public BehavioralProperty property() {
        return request.property();
    }

    @Override
    public Participant target() {
        return asked.apply(predictors.untrainedSelf());
    }

    @Override
    public Participant self() {
        return asked.apply(predictors.self());
    }

    @Override
    public Participant cross() {
        return asked.apply(predictors.cross());
    }

    @Override
    public boolean areTrained() {
        return !predictors.self().equals(predictors.untrainedSelf());
    }

    @Override
    public Participant selfAfterLearning(String model) {
        NamedModel changed = predictors.changed().get(model);
        if (changed == null) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "the self-predictor did not learn from '%s', only from %s; name it in teachers()",
                            model,
                            String.join(", ", predictors.changed().keySet())));
        }
        return asked.apply(changed);
    }

    @Override
    public Prompt hypotheticalPrompt(Item item) {
        return prompts.apply(item);
    }

    @Override
    public Prompt controlPrompt(Item item, String answer) {
        return request.taskOf(item).orElseThrow().controlPrompt(item, answer, property());
    }

    @Override
    public Optional<String> expected(Item item) {
        return values.of(property(), item, observed.target().of(item)).map(this::comparable);
    }

    @Override
    public CompletableFuture<Optional<String>> value(Item item, Participant model, Prompt prompt) {
        return ((AskedModel) model)
                .collected(prompt)
                .thenCompose(answer -> value(item, (AskedModel) model, answer));
    }

    @Override
    public CompletableFuture<List<Optional<String>>> values(
            Item item, Participant model, Prompt prompt, int count, double temperature) {
        return ((AskedModel) model)
                .collected(prompt, count, temperature)
                .thenCompose(
                        answers -> {
                            List<CompletableFuture<Optional<String>>> pending =
                                    answers.stream()
                                            .map(answer -> value(item, (AskedModel) model, answer))
                                            .toList();
                            return CompletableFuture.allOf(
                                            pending.toArray(new CompletableFuture<?>[0]))
                                    .thenApply(
                                            done ->
                                                    pending.stream()
                                                            .map(CompletableFuture::join)
                                                            .toList());
                        });
    }

    private CompletableFuture<Optional<String>> value(
            Item item, AskedModel model, CollectedAnswer answer) {
        return values.whenKnown(property(), item, answer, model.named().model())
                .thenApply(
                        known -> {
                            if (known.isMissing() && !known.isPlanned()) {
                                throw new AskedModel.MissingAnswerException(known.text());
                            }
                            return values.of(property(), item, known).map(this::comparable);
                        });
    }

    @Override
    public List<String> trainingValues(String model, Item item) {
        return trainingValues.of(model, item);
    }

    @Override
    public Optional<String> prediction(String answer) {
        return property().answerFormat().accepts(answer)
                ? Optional.of(comparable(answer))
                : Optional.empty();
    }

    private String comparable(String text) {
        return property().answerFormat().comparable(text);
    }
}
