package dev.inward.verdict;

import dev.inward.study.measurement.MeasurementResult;
import dev.inward.verdict.ladder.RungMeasure;
import dev.inward.verdict.ladder.evaluation.MeasuredContrasts;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * The claim that every contrast of a measurement is above a margin.
 *
 * <p>PASS if the lower bound of each contrast is above the margin (intersection-union test, Berger
 * 1982). FAIL if the upper bound of one is below it. Otherwise INCONCLUSIVE, also if the
 * measurement could not be tested.
 *
 * <p>Instances are immutable and thread-safe.
 *
 * @param measurement the name of the measurement
 * @param margin what each contrast must exceed, in the unit of its numbers
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record MeasurementClaim(String measurement, double margin) implements ComparisonClaim {

    @Override
    public String wording() {
        return String.format(
                Locale.ROOT,
                "every contrast of the measurement '%s' to be above %s",
                measurement,
                margin);
    }

    /** Returns the largest p-value of the contrasts; 1 if they are not tested. */
    @Override
    public double p(Measurement measured) {
        return contrasts(measured).stream()
                .flatMap(contrasts -> contrasts.measures().stream())
                .mapToDouble(measure -> measure.lowest().oneSidedTest(margin).p())
                .max()
                .orElse(1);
    }

    @Override
    public Judgement judge(Measurement measured) {
        Optional<MeasuredContrasts> contrasts = contrasts(measured);
        if (contrasts.isEmpty()) {
            return Judgement.undecidable(
                    String.format(
                            Locale.ROOT,
                            "the comparison has no measurement '%s'. Name it under 'measurements' in the study file.",
                            measurement));
        }
        return contrasts
                .get()
                .whyNotTested()
                .map(Judgement::undecidable)
                .orElseGet(
                        () -> judge(contrasts.get().measures(), measured.figures().confidence()));
    }

    private Judgement judge(List<RungMeasure> measures, double confidence) {
        RungMeasure lowest =
                measures.stream()
                        .min(Comparator.comparingDouble(measure -> measure.lowerBound(confidence)))
                        .orElseThrow();
        RungMeasure lowestAtMost =
                measures.stream()
                        .min(Comparator.comparingDouble(measure -> measure.upperBound(confidence)))
                        .orElseThrow();
        if (lowest.lowerBound(confidence) > margin) {
            return Judgement.pass(
                    String.format(
                            Locale.ROOT,
                            "%s is %+.3f, at least %+.3f",
                            lowest.name(),
                            lowest.mean().estimate(),
                            lowest.lowerBound(confidence)));
        }
        if (lowestAtMost.upperBound(confidence) < margin) {
            return Judgement.fail(
                    String.format(
                            Locale.ROOT,
                            "%s is %+.3f, at most %+.3f",
                            lowestAtMost.name(),
                            lowestAtMost.mean().estimate(),
                            lowestAtMost.upperBound(confidence)));
        }
        return Judgement.inconclusive(
                String.format(
                        Locale.ROOT,
                        "%s is %+.3f, between %+.3f and %+.3f",
                        lowest.name(),
                        lowest.mean().estimate(),
                        lowest.lowerBound(confidence),
                        lowest.upperBound(confidence)),
                Optional.empty());
    }

    private Optional<MeasuredContrasts> contrasts(Measurement measured) {
        Optional<MeasurementResult> result = measured.comparison().measurement(measurement);
        return result.map(found -> MeasuredContrasts.of(measured.comparison(), found));
    }
}
