package dev.inward.judge;

import dev.inward.InwardParameters;
import dev.inward.model.Prompt;
import dev.inward.property.BehavioralProperty;
import dev.inward.property.JudgeQuestion;
import dev.inward.study.Judging;
import dev.inward.study.LabelAgreement;
import dev.inward.study.collection.AnswerCollector;
import dev.inward.study.collection.Behaviours;
import dev.inward.study.collection.CollectedAnswer;
import dev.inward.study.collection.NamedModel;
import dev.inward.study.collection.ServedModelIds;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The judge models of a study. Each judge gets each prompt once.
 *
 * <p>This class is thread-safe.
 */
public final class Judges {

    private final AnswerCollector answers;
    private final Supplier<List<NamedModel>> models;
    private final ServedModelIds served = new ServedModelIds();

    /**
     * Creates the judges of a study. No model is opened yet.
     *
     * @param answers requests the answers
     * @param models returns the judges, always the same; called when the first of them is needed
     */
    public Judges(AnswerCollector answers, Supplier<List<NamedModel>> models) {
        this.answers = answers;
        this.models = models;
    }

    /**
     * Asks all judges for the value of one answer.
     *
     * @param tokensToCome as in {@link AnswerCollector#request(NamedModel, String, Prompt, long)}
     */
    CompletableFuture<JudgedValue> ask(
            BehavioralProperty property, Prompt prompt, long tokensToCome) {
        JudgeQuestion question = property.judgeQuestion().orElseThrow();
        var pending = new LinkedHashMap<String, CompletableFuture<CollectedAnswer>>();
        for (NamedModel judge : modelsFor(property)) {
            pending.put(
                    judge.name(),
                    answers.request(judge, topic(property), prompt, tokensToCome)
                            .thenApply(
                                    answer -> {
                                        served.add(judge, answer);
                                        return answer;
                                    }));
        }
        return CompletableFuture.allOf(pending.values().toArray(new CompletableFuture<?>[0]))
                .thenApply(
                        done -> {
                            var given = new LinkedHashMap<String, CollectedAnswer>();
                            pending.forEach((name, answer) -> given.put(name, answer.join()));
                            return JudgedValue.of(question, given);
                        });
    }

    /**
     * Returns the judges of a property.
     *
     * @throws IllegalArgumentException if there is no judge
     */
    List<NamedModel> modelsFor(BehavioralProperty property) {
        List<NamedModel> judges = models();
        if (judges.isEmpty()) {
            throw new IllegalArgumentException(noJudge(property));
        }
        return judges;
    }

    /** Returns all judges; empty if the study has none. */
    List<NamedModel> models() {
        return models.get();
    }

    /** Returns what to do about a property without a judge. */
    static String noJudge(BehavioralProperty property) {
        return "a judge model computes the property '"
                + property.name()
                + "', but no judge is named; list some under 'default-judges' of the models file, or give -D"
                + InwardParameters.JUDGES
                + "=NAME";
    }

    /**
     * Returns how the judges computed a property.
     *
     * @param compared target and predictor of the comparison
     * @param answers the number of answers that needed a value
     * @param withoutValue the number of them without one
     */
    Judging judging(
            BehavioralProperty property,
            List<NamedModel> compared,
            int answers,
            int withoutValue,
            @Nullable LabelAgreement agreement) {
        JudgeQuestion question = property.judgeQuestion().orElseThrow();
        var sameModels = new TreeMap<String, List<String>>();
        for (NamedModel judge : modelsFor(property)) {
            List<String> same =
                    compared.stream()
                            .filter(judge::isSameModel)
                            .map(NamedModel::name)
                            .filter(name -> !name.equals(judge.name()))
                            .toList();
            if (!same.isEmpty()) {
                sameModels.put(judge.name(), same);
            }
        }
        return new Judging(
                modelsFor(property).stream()
                        .map(judge -> judge.provenance(served.of(judge, Behaviours.NONE)))
                        .toList(),
                question.prompt(),
                question.values(),
                answers,
                withoutValue,
                agreement,
                sameModels);
    }

    /**
     * Requires that each judge of a property has answered some prompt, if it got any. Opens no
     * judge for a property that a function computes.
     *
     * @throws dev.inward.model.UnusableModelException if all its calls failed
     */
    public void requireSuccess(BehavioralProperty property) {
        if (property.judgeQuestion().isPresent()) {
            models().forEach(judge -> answers.requireSuccess(judge, topic(property)));
        }
    }

    private static String topic(BehavioralProperty property) {
        return "judge_of_" + property.name();
    }
}
