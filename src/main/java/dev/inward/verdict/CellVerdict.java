package dev.inward.verdict;

import java.util.OptionalDouble;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * The verdict on one figure of a cell of a regression gate, as all cells of the run together give
 * it. It can differ from the verdict that the eval of the cell has reached: a JVM that executes
 * only a part of the run does not know the other cells.
 *
 * <p>Instances are immutable and thread-safe. No component is null.
 *
 * @param figure the advantage in the cell, or a contrast of one of its measurements
 * @param judgement the decision and its reason
 * @param adjustedP the p-value, adjusted for all cells of the gate, 0 to 1; empty if the cell has
 *     no item in common with the baseline
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record CellVerdict(GatedFigure figure, Judgement judgement, OptionalDouble adjustedP) {

    /** {@return the decision: PASS, FAIL or INCONCLUSIVE} */
    public Decision decision() {
        return judgement.decision();
    }

    /** {@return the cell as reports name it: {@code first_word of atlas, predicted by borealis}} */
    public String cell() {
        return figure.toString();
    }
}
