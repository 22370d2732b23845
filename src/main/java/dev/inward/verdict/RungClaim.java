package dev.inward.verdict;

import dev.inward.verdict.figures.Figures;
import dev.inward.verdict.ladder.ClaimLadder;
import dev.inward.verdict.ladder.Rung;
import dev.inward.verdict.ladder.RungResult;
import java.util.Comparator;
import java.util.Locale;
import java.util.OptionalLong;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * Claims that evidence stands on one rung of the {@link ClaimLadder}.
 *
 * <p>PASS where the rung is reached. FAIL where one of its measures has an upper bound below 0.
 * Otherwise, and where the rung is not tested, INCONCLUSIVE.
 *
 * @param rung the rung
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record RungClaim(Rung rung) implements ComparisonClaim {

    @Override
    public String wording() {
        return "self-prediction to stand on rung %d of the claim ladder, %s"
                .formatted(rung.number(), rung.title());
    }

    @Override
    public double margin() {
        return 0;
    }

    /** The greatest of its measures, since all have to hold; 1 where the rung is not tested. */
    @Override
    public double p(Measurement measured) {
        RungResult standing = measured.claimLadder().get().on(rung);
        if (standing.state() == RungResult.State.NOT_TESTED) {
            return 1;
        }
        return standing.measures().stream()
                .mapToDouble(measure -> measure.mean().oneSidedTest(0).p())
                .max()
                .orElse(1);
    }

    @Override
    public Judgement judge(Measurement measured) {
        Figures figures = measured.figures();
        RungResult standing = measured.claimLadder().get().on(rung);
        if (standing.state() == RungResult.State.REACHED) {
            return Judgement.pass(standing.reason());
        }
        double confidence = figures.confidence();
        return standing.measures().stream()
                .filter(measure -> measure.mean().upperBound(confidence) < 0)
                .min(Comparator.comparingDouble(measure -> measure.mean().upperBound(confidence)))
                .map(
                        measure ->
                                Judgement.fail(
                                        String.format(
                                                Locale.ROOT,
                                                "%s is at most %+.3f",
                                                measure.name(),
                                                measure.mean().upperBound(confidence))))
                .orElseGet(() -> undecided(standing));
    }

    private static Judgement undecided(RungResult standing) {
        return Judgement.inconclusive(
                standing.state().words() + ": " + standing.reason(), OptionalLong.empty());
    }
}
