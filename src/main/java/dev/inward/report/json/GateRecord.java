package dev.inward.report.json;

import dev.inward.verdict.Decision;
import dev.inward.verdict.GateVerdict;
import dev.inward.verdict.figures.ChangeAcrossCells;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The verdict on all cells of a regression gate, as written to {@code verdicts.json}. */
public record GateRecord(
        String claim,
        double margin,
        Decision verdict,
        String reason,
        @Nullable ItemsToSettleRecord itemsToSettle,
        int cells,
        List<String> open,
        @Nullable ChangeRecord change) {

    /** The change of the mean advantage over all cells. */
    public record ChangeRecord(
            int n,
            int prompts,
            double effectivePrompts,
            double oldAdvantage,
            double newAdvantage,
            double difference,
            double standardError,
            double differenceLowerBound,
            double differenceUpperBound,
            double confidence,
            double p,
            double adjustedP) {

        static ChangeRecord of(ChangeAcrossCells change) {
            return new ChangeRecord(
                    change.difference().size(),
                    change.difference().clusters(),
                    change.difference().effectiveClusters(),
                    change.oldAdvantage(),
                    change.newAdvantage(),
                    change.difference().estimate(),
                    change.difference().standardError(),
                    change.difference().lowerBound(change.confidence()),
                    change.difference().upperBound(change.confidence()),
                    change.confidence(),
                    change.p(),
                    change.adjustedP());
        }
    }

    /** Converts the verdict on all cells. */
    public static GateRecord of(GateVerdict gate) {
        return new GateRecord(
                gate.claim().wording(),
                gate.claim().margin(),
                gate.decision(),
                gate.judgement().reason(),
                ItemsToSettleRecord.of(gate.judgement()),
                gate.cells(),
                gate.open(),
                gate.changeSinceBaseline().map(ChangeRecord::of).orElse(null));
    }
}
