package dev.inward.report.json;

import dev.inward.verdict.AdvantageAcrossProperties;
import java.util.Locale;

/**
 * Averages over all properties of a target and a predictor, as written to {@code verdicts.json}.
 */
public record AcrossPropertiesRecord(
        String target,
        String predictor,
        int properties,
        int items,
        int prompts,
        double confidence,
        EstimateRecord macroDifference,
        EstimateRecord microDifference) {

    /** Converts averages over properties. */
    public static AcrossPropertiesRecord of(AdvantageAcrossProperties averages) {
        return new AcrossPropertiesRecord(
                averages.target(),
                averages.predictor(),
                averages.properties(),
                averages.micro().size(),
                averages.micro().clusters(),
                averages.confidence(),
                EstimateRecord.of(averages.macro(), averages.confidence()),
                EstimateRecord.of(averages.micro(), averages.confidence()));
    }

    /** Returns the averages as one line of text. */
    public String line() {
        return String.format(
                Locale.ROOT,
                "Over %d properties of %s, predicted by %s: self - cross = %s macro, %s micro average (%d items, %d prompts).",
                properties,
                target,
                predictor,
                text(macroDifference),
                text(microDifference),
                items,
                prompts);
    }

    private static String text(EstimateRecord estimate) {
        double[] interval = estimate.interval();
        return interval == null
                ? String.format(Locale.ROOT, "%+.3f", estimate.estimate())
                : String.format(
                        Locale.ROOT,
                        "%+.3f [%+.3f, %+.3f]",
                        estimate.estimate(),
                        interval[0],
                        interval[1]);
    }
}
