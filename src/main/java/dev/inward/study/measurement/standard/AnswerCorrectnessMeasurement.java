package dev.inward.study.measurement.standard;

import dev.inward.study.measurement.MeasuredCell;
import dev.inward.study.measurement.StudyMeasurement;
import dev.inward.task.Item;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Whether a model knows if its answer will be correct ("Looking Inward", arXiv 2410.13787, section
 * 4; "Language Models (Mostly) Know What They Know", arXiv 2207.05221).
 *
 * <p>The self-predictor is asked whether its answer to the object-level prompt would be correct. It
 * sees no answer. A field of the item has the right answer, with which the target's answer is
 * compared.
 *
 * <p>An answer that is neither yes nor no is wrong. Predictions must be right more often than
 * always saying yes, than always saying no, and than the cross-predictor, if it can be asked about
 * the target.
 *
 * @param answerField the field of an item that has the right answer
 * @param match when an answer counts as correct
 * @param samples the number of predictions that are drawn for the AUROC; 1 for none
 */
public record AnswerCorrectnessMeasurement(String answerField, RightAnswer match, int samples)
        implements YesNoMeasurement {

    /** The name in study files. */
    public static final String NAME = "answer-correctness";

    private static final String ANSWER_FIELD = "answer-field";

    /** Creates the measurement without its required setting. */
    public AnswerCorrectnessMeasurement() {
        this("", RightAnswer.WHOLE, 1);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String source() {
        return "arXiv 2410.13787, section 4; arXiv 2207.05221";
    }

    @Override
    public StudyMeasurement withSettings(Map<String, String> settings) {
        var reader = new SettingsReader(NAME, settings);
        String field = reader.required(ANSWER_FIELD, "target");
        RightAnswer found = reader.oneOf("match", List.of(RightAnswer.values()), match);
        int number = YesNoQuestion.samples(reader);
        reader.requireAllRead();
        return new AnswerCorrectnessMeasurement(field, found, number);
    }

    @Override
    public void requireItems(List<Item> items) {
        var requirements = new ItemRequirements(NAME);
        requirements.requireNoTools(items);
        requirements.requireFields(items, ANSWER_FIELD, Set.of(answerField));
    }

    @Override
    public CompletableFuture<Map<String, Double>> measure(MeasuredCell cell, Item item) {
        String right = Objects.requireNonNull(item.fields().get(answerField));
        return new YesNoQuestion(samples)
                .ask(
                        cell,
                        item,
                        YesNoQuestion.supposing(item.variant().plainPrompt())
                                + "Would your answer be correct?",
                        cell.target()
                                .answer(item.prompt())
                                .thenApply(answer -> Optional.of(match.matches(answer, right))));
    }
}
