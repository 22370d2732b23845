package dev.inward.verdict;

import dev.inward.verdict.figures.Figures;
import dev.inward.verdict.ladder.ClaimLadder;
import dev.inward.verdict.ladder.Rung;
import dev.inward.verdict.ladder.RungMeasure;
import dev.inward.verdict.ladder.RungResult;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * The claim that the evidence reaches one rung of the {@link ClaimLadder}.
 *
 * <p>PASS if the rung is reached. FAIL if one of its measures has an upper bound below 0. Otherwise
 * INCONCLUSIVE, also if the rung is not tested.
 *
 * <p>Instances are immutable and thread-safe.
 *
 * @param rung the rung
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record RungClaim(Rung rung) implements ComparisonClaim {

    @Override
    public String wording() {
        return String.format(
                Locale.ROOT,
                "self-prediction to reach rung %d of the claim ladder, %s",
                rung.number(),
                rung.title());
    }

    @Override
    public double margin() {
        return 0;
    }

    /**
     * Returns the largest p-value of the measures, since all of them must be above 0; 1 if the rung
     * is not tested.
     */
    @Override
    public double p(Measurement measurement) {
        RungResult result = measurement.claimLadder().get().result(rung);
        if (result.state() == RungResult.State.NOT_TESTED) {
            return 1;
        }
        return result.measures().stream().mapToDouble(RungMeasure::p).max().orElse(1);
    }

    @Override
    public Judgement judge(Measurement measurement) {
        Figures figures = measurement.figures();
        RungResult result = measurement.claimLadder().get().result(rung);
        if (result.state() == RungResult.State.REACHED) {
            return Judgement.pass(result.reason());
        }
        double confidence = figures.confidence();
        return result.measures().stream()
                .filter(measure -> measure.upperBound(confidence) < 0)
                .min(Comparator.comparingDouble(measure -> measure.upperBound(confidence)))
                .map(
                        measure ->
                                Judgement.fail(
                                        String.format(
                                                Locale.ROOT,
                                                "%s is at most %+.3f",
                                                measure.name(),
                                                measure.upperBound(confidence))))
                .orElseGet(() -> undecided(result));
    }

    private static Judgement undecided(RungResult result) {
        return Judgement.inconclusive(
                result.state().words() + ": " + result.reason(), Optional.empty());
    }
}
