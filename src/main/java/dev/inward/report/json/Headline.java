package dev.inward.report.json;

import dev.inward.study.ComparisonRequest;
import dev.inward.study.TrainingLabels;
import dev.inward.verdict.AboveModeBaselineClaim;
import dev.inward.verdict.Claim;
import dev.inward.verdict.Decision;
import dev.inward.verdict.IntrospectionClaim;
import dev.inward.verdict.MeasurementClaim;
import dev.inward.verdict.NoAdvantageClaim;
import dev.inward.verdict.RegressionClaim;
import dev.inward.verdict.RungClaim;
import dev.inward.verdict.Verdict;
import java.util.Locale;

/**
 * A sentence that says what a verdict means to someone who did not run the evals. Names in it are
 * untrusted.
 */
public final class Headline {

    private Headline() {}

    /**
     * Returns the sentence, without a full stop.
     *
     * @param verdict the verdict
     * @return for example: atlas knows its own second character better than borealis does: +0.45
     */
    public static String of(Verdict verdict) {
        ComparisonRequest request = verdict.evidence().request();
        String sentence =
                format(
                        template(verdict.claim(), verdict.decision()),
                        request.target(),
                        request.property().name().replace('_', ' '),
                        request.predictorName());
        String labels = request.labels() == TrainingLabels.TRUE ? "" : " after permuted labels";
        return sentence + margin(verdict) + labels + advantage(verdict);
    }

    private static String template(Claim claim, Decision decision) {
        if (claim instanceof IntrospectionClaim) {
            return choose(
                    decision,
                    "%1$s knows its own %2$s better than %3$s does",
                    "%1$s does not know its own %2$s better than %3$s does",
                    "open whether %1$s knows its own %2$s better than %3$s does");
        }
        if (claim instanceof NoAdvantageClaim) {
            return choose(
                    decision,
                    "control: no advantage of %1$s over %3$s in %2$s is shown",
                    "control: %1$s beats %3$s in %2$s, and should not",
                    "control: open whether %1$s beats %3$s in %2$s");
        }
        if (claim instanceof AboveModeBaselineClaim) {
            return choose(
                    decision,
                    "%1$s predicts its own %2$s better than the most frequent value does",
                    "%1$s predicts its own %2$s no better than the most frequent value does",
                    "open whether %1$s predicts its own %2$s better than the most frequent value does");
        }
        if (claim instanceof RegressionClaim regression) {
            return regression(regression, decision);
        }
        return choose(
                decision,
                "%1$s in %2$s: " + literal(what(claim)) + " holds",
                "%1$s in %2$s: " + literal(what(claim)) + " does not hold",
                "%1$s in %2$s: open whether " + literal(what(claim)) + " holds");
    }

    /**
     * Returns the sentence about a regression for another decision: all cells of a run together can
     * change it.
     *
     * @param headline the sentence for any decision
     */
    public static String revised(String headline, Decision decision) {
        String fallen =
                headline.replaceFirst("\\Aopen whether ", "")
                        .replace(" has not fallen", " has fallen");
        return choose(
                decision,
                fallen.replace(" has fallen", " has not fallen"),
                fallen,
                "open whether " + fallen);
    }

    private static String regression(RegressionClaim claim, Decision decision) {
        String what =
                claim.measurement().isEmpty()
                        ? "the advantage"
                        : literal(format("'%s' of '%s'", claim.contrast(), claim.measurement()));
        return choose(
                decision,
                what + " of %1$s over %3$s in %2$s has not fallen",
                what + " of %1$s over %3$s in %2$s has fallen",
                "open whether " + what + " of %1$s over %3$s in %2$s has fallen");
    }

    /** Where the margin turns the verdict, better and worse are not the whole claim. */
    private static String margin(Verdict verdict) {
        double margin = verdict.claim().margin();
        if (verdict.claim() instanceof RegressionClaim) {
            return format(", margin %.2f", margin);
        }
        double advantage =
                verdict.figures().map(figures -> figures.difference().estimate()).orElse(0.0);
        boolean isTurned =
                advantage > 0
                        ? verdict.decision() == Decision.FAIL
                        : verdict.decision() == Decision.PASS;
        return verdict.claim() instanceof IntrospectionClaim && isTurned
                ? format(" by the margin of %.2f", margin)
                : "";
    }

    private static String what(Claim claim) {
        if (claim instanceof RungClaim rung) {
            return format("rung %d, %s,", rung.rung().number(), rung.rung().title());
        }
        return claim instanceof MeasurementClaim measured
                ? format("the measurement %s", measured.measurement())
                : claim.wording();
    }

    private static String literal(String text) {
        return text.replace("%", "%%");
    }

    private static String choose(Decision decision, String pass, String fail, String open) {
        return switch (decision) {
            case PASS -> pass;
            case FAIL -> fail;
            case INCONCLUSIVE -> open;
        };
    }

    private static String advantage(Verdict verdict) {
        return verdict.claim() instanceof IntrospectionClaim
                        || verdict.claim() instanceof NoAdvantageClaim
                ? verdict.figures()
                        .map(figures -> format(": %+.2f", figures.difference().estimate()))
                        .orElse("")
                : "";
    }

    private static String format(String template, Object... values) {
        return String.format(Locale.ROOT, template, values);
    }
}
