package dev.inward.verdict;

import dev.inward.Margin;
import dev.inward.verdict.figures.ChangeAcrossCells;
import dev.inward.verdict.items.DataSufficiency;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * The claim of a whole regression gate: the mean advantage over all cells has not fallen by more
 * than a margin δ, and no single cell has fallen. It has the power of all items together, which
 * single cells lack.
 *
 * <p>PASS if the one-sided lower bound of the mean change exceeds −δ and no cell has the verdict
 * FAIL. FAIL if a cell has that verdict, or if the test that the mean change is below −δ rejects.
 * The p-value of that test is multiplied by the number of cells plus one (Bonferroni), because the
 * cells are tested beside it. Otherwise INCONCLUSIVE.
 *
 * <p>A contrast of a measurement counts as a cell of its own, but it has no part in the mean.
 *
 * <p>Instances are immutable and thread-safe.
 *
 * @param tolerance the margin δ, at least 0
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record RegressionAcrossCellsClaim(Margin tolerance) implements Claim {

    @Override
    public String wording() {
        return "the mean advantage over all cells not to have fallen by "
                + tolerance
                + " since the baseline, and no cell to have fallen";
    }

    @Override
    public double margin() {
        return tolerance.fraction();
    }

    /**
     * Decides the claim. The caller has checked that all cells can be compared.
     *
     * @param change the change over all cells
     * @param fallen the names of the cells whose own verdict is FAIL
     * @return the decision with its reason; INCONCLUSIVE if there are too few effective prompts
     */
    public Judgement judge(ChangeAcrossCells change, List<String> fallen) {
        double lower = change.lower();
        double upper = change.upper();
        if (!fallen.isEmpty()) {
            return failOf(fallen);
        }
        double effective = change.difference().effectiveClusters();
        if (effective < DataSufficiency.MIN_PROMPTS) {
            return Judgement.undecidable(
                    format(
                            "all cells together have %d prompts, which count as %.1f equal ones. With fewer than %d the bounds are unreliable.",
                            change.difference().clusters(),
                            effective,
                            DataSufficiency.MIN_PROMPTS));
        }
        if (lower > -margin()) {
            return Judgement.pass(
                    format(
                            "the mean advantage has changed by at least %+.3f, above %+.3f, and no cell has fallen",
                            lower, -margin()));
        }
        if (change.adjustedP() <= 1 - change.confidence()) {
            return Judgement.fail(
                    format(
                            "the mean advantage has changed by at most %+.3f, below %+.3f (p = %.2g, or %.2g beside the cells)",
                            upper, -margin(), change.p(), change.adjustedP()));
        }
        return Judgement.inconclusive(
                format(
                        "the mean change lies between %+.3f and %+.3f; the margin is %+.3f",
                        lower, upper, -margin()),
                Optional.of(ItemsToSettle.of(change.difference(), -margin(), change.confidence())));
    }

    /**
     * {@return the judgement of a gate in which a cell has fallen, whatever the other cells show}
     *
     * @param fallen the names of the cells whose own verdict is FAIL, at least one
     */
    public static Judgement failOf(List<String> fallen) {
        return Judgement.fail(
                format("%d cells have fallen: %s", fallen.size(), String.join("; ", fallen)));
    }

    private static String format(String pattern, Object... figures) {
        return String.format(Locale.ROOT, pattern, figures);
    }
}
