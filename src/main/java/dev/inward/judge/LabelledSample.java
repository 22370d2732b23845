package dev.inward.judge;

import dev.inward.property.BehavioralProperty;
import dev.inward.property.JudgeQuestion;
import dev.inward.property.JudgeQuestion.LabelledAnswer;
import dev.inward.statistics.Interval;
import dev.inward.statistics.NormalEstimate;
import dev.inward.statistics.agreement.Agreement;
import dev.inward.study.LabelAgreement;
import dev.inward.study.collection.CollectedAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Asks the judges about answers whose value is known. */
final class LabelledSample {

    private static final double CONFIDENCE = 0.95;

    private LabelledSample() {}

    /** Returns how well the judges agree with the labels; empty if there are none. */
    static CompletableFuture<Optional<LabelAgreement>> agreement(
            BehavioralProperty property, PropertyValues values) {
        JudgeQuestion question = property.judgeQuestion().orElseThrow();
        List<LabelledAnswer> labelled = question.labelled();
        if (labelled.isEmpty()) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        List<CompletableFuture<JudgedValue>> pending =
                labelled.stream()
                        .map(
                                label ->
                                        values.judge(
                                                property,
                                                PropertyValues.prompt(
                                                        question,
                                                        label.behaviour().item(),
                                                        label.behaviour().response())))
                        .toList();
        return CompletableFuture.allOf(pending.toArray(new CompletableFuture<?>[0]))
                .thenApply(
                        done ->
                                Optional.of(
                                        agreement(
                                                question,
                                                pending.stream()
                                                        .map(CompletableFuture::join)
                                                        .toList())));
    }

    private static LabelAgreement agreement(JudgeQuestion question, List<JudgedValue> judged) {
        List<LabelledAnswer> labelled = question.labelled();
        var labels = new ArrayList<String>();
        var chosen = new ArrayList<String>();
        for (int i = 0; i < labelled.size(); i++) {
            if (judged.get(i).state() == CollectedAnswer.State.GIVEN) {
                labels.add(label(question, labelled.get(i)));
                chosen.add(judged.get(i).text());
            }
        }
        if (labels.isEmpty()) {
            return new LabelAgreement(labelled.size(), labelled.size(), 0, null, null);
        }
        var agreement = Agreement.of(labels, chosen);
        Optional<NormalEstimate> kappa = agreement.kappa();
        Optional<Interval> interval = kappa.map(estimate -> estimate.interval(CONFIDENCE));
        return new LabelAgreement(
                labelled.size(),
                labelled.size() - labels.size(),
                Math.toIntExact(Math.round(agreement.observed() * labels.size())),
                kappa.map(NormalEstimate::value).orElse(null),
                interval.orElse(null));
    }

    /** Judges that write a name or a phrase do not keep its case. */
    private static String label(JudgeQuestion question, LabelledAnswer labelled) {
        return question.values().isEmpty()
                ? question.answerFormat().comparable(labelled.value())
                : labelled.value();
    }
}
