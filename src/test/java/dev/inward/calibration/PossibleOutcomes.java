package dev.inward.calibration;

import dev.inward.study.Prediction;
import dev.inward.study.PredictionOutcome;
import dev.inward.study.ReferencePredictor;
import dev.inward.study.ReferenceScores;
import dev.inward.study.ScoredItem;
import dev.inward.task.Item;
import dev.inward.task.Split;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All possible outcomes of the items of a layout, as scored items for the engine. */
final class PossibleOutcomes {

    private static final Prediction RIGHT = new Prediction("a", PredictionOutcome.RIGHT);
    private static final Prediction WRONG = new Prediction("b", PredictionOutcome.WRONG);
    private static final Prediction EVASION = new Prediction("no", PredictionOutcome.NON_COMPLIANT);

    private static final ReferenceScores BASELINE_RIGHT =
            new ReferenceScores("a", Map.of(ReferencePredictor.MODE, 1.0), Set.of(), null, null);
    private static final ReferenceScores BASELINE_WRONG =
            new ReferenceScores("z", Map.of(ReferencePredictor.MODE, 0.0), Set.of(), null, null);

    private final ItemLayout layout;
    private final List<List<ScoredItem>> byPrompt = new ArrayList<>();

    PossibleOutcomes(List<KnownTruth> truths, ItemLayout layout) {
        this.layout = layout;
        for (ItemLayout.Prompt prompt : layout.prompts()) {
            var item =
                    new Item(
                            "task " + prompt.task(),
                            Map.of(),
                            "prompt " + byPrompt.size(),
                            Split.HELD_OUT);
            byPrompt.add(all(item, truths.get(prompt.task()).evades() ? EVASION : WRONG));
        }
    }

    List<ScoredItem> of(int[] drawn) {
        var items = new ScoredItem[drawn.length];
        int number = 0;
        for (ItemLayout.Prompt prompt : layout.prompts()) {
            List<ScoredItem> possible = byPrompt.get(number++);
            for (int item = prompt.from(); item < prompt.to(); item++) {
                items[item] = possible.get(drawn[item]);
            }
        }
        return List.of(items);
    }

    private static List<ScoredItem> all(Item item, Prediction selfMiss) {
        var all = new ArrayList<ScoredItem>();
        for (int drawn = 0; drawn <= KnownTruth.ALL; drawn++) {
            all.add(
                    new ScoredItem(
                            item,
                            "a",
                            "a",
                            (drawn & KnownTruth.SELF) > 0 ? RIGHT : selfMiss,
                            (drawn & KnownTruth.CROSS) > 0 ? RIGHT : WRONG,
                            WRONG,
                            WRONG,
                            (drawn & KnownTruth.BASELINE) > 0 ? BASELINE_RIGHT : BASELINE_WRONG,
                            null));
        }
        return all;
    }
}
