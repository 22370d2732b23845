package dev.inward.verdict;

import dev.inward.study.ComparisonRequest;
import dev.inward.study.StoppingRule;
import dev.inward.study.TrainingLabels;
import dev.inward.verdict.items.DataSufficiency;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * The advantages of one verdict's items, for averages over properties. It is small enough to be
 * kept for every verdict of a run.
 *
 * <p>Instances are immutable and thread-safe. No component is null.
 *
 * @param property the name of the property
 * @param target the name of the model that is predicted
 * @param predictor the name of the cross-predictor
 * @param confidence the confidence of the verdict, 0 to 1
 * @param items the items with both predictions; copied
 * @since 0.1
 */
@API(status = Status.INTERNAL, since = "0.1")
public record PropertyAdvantages(
        String property,
        String target,
        String predictor,
        double confidence,
        List<ItemAdvantage> items) {

    /**
     * The advantage on one item.
     *
     * @param prompt stands for the object-level prompt: equal for equal prompts, and short
     * @param task the name of the task
     * @param advantage self − cross, −1 to 1
     */
    public record ItemAdvantage(String prompt, String task, double advantage) {}

    /**
     * Copies the items.
     *
     * @param property as in the record
     * @param target as in the record
     * @param predictor as in the record
     * @param confidence as in the record
     * @param items as in the record
     */
    public PropertyAdvantages {
        items = List.copyOf(items);
    }

    /**
     * {@return the advantages of a verdict; empty for a control, for a study file, for a comparison
     * that may stop early or has insufficient data, and for another claim than that of an
     * advantage}
     *
     * @param verdict the verdict
     */
    public static Optional<PropertyAdvantages> of(Verdict verdict) {
        Evidence evidence = verdict.evidence();
        ComparisonRequest request = evidence.request();
        if (!(verdict.claim() instanceof IntrospectionClaim)
                || request.labels() != TrainingLabels.TRUE
                || !request.design().study().isEmpty()
                || request.stopping() != StoppingRule.AT_THE_END
                || DataSufficiency.whyInsufficient(evidence.comparison()).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(
                new PropertyAdvantages(
                        request.property().name(),
                        request.target(),
                        request.predictor(),
                        evidence.rule().confidence(),
                        evidence.comparison().completeItems().stream()
                                .map(
                                        item ->
                                                new ItemAdvantage(
                                                        shortened(item.item().baseQuestion()),
                                                        item.item().task(),
                                                        item.advantage()))
                                .toList()));
    }

    private static String shortened(String question) {
        return UUID.nameUUIDFromBytes(question.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
