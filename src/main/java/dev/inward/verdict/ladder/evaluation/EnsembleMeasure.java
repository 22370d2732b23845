package dev.inward.verdict.ladder.evaluation;

import dev.inward.property.AnswerFormat;
import dev.inward.property.ResponseCleaning;
import dev.inward.statistics.CategoricalSample;
import dev.inward.statistics.Interval;
import dev.inward.study.Comparison;
import dev.inward.study.ScoredItem;
import dev.inward.verdict.items.ItemDifferences;
import dev.inward.verdict.items.ItemMeans;
import dev.inward.verdict.ladder.RungMeasure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Compares self-prediction with the majority vote of the third parties. */
final class EnsembleMeasure {

    private EnsembleMeasure() {}

    /**
     * Returns self-prediction minus the majority vote; empty if there are fewer than two third
     * parties. Of several values with the most votes, the first in string order counts.
     *
     * @param comparison the evaluated comparison
     * @param ofTarget the comparisons of the same target, one per third party
     */
    static Optional<RungMeasure> of(Comparison comparison, List<Comparison> ofTarget) {
        if (ofTarget.size() < 2) {
            return Optional.empty();
        }
        Map<String, List<String>> votes = votesByPrompt(ofTarget);
        Predicate<ScoredItem> hasAllVotes = item -> votes(votes, item).size() == ofTarget.size();
        return RungMeasures.macro(
                String.format(
                        Locale.ROOT,
                        "self-prediction above the majority vote of the %d third parties",
                        ofTarget.size()),
                ItemDifferences.of(
                        comparison,
                        hasAllVotes.and(ScoredItem::isComplete),
                        item ->
                                ItemDifferences.selfMinus(
                                        item,
                                        hasAllVotes.test(item)
                                                ? score(item, votes(votes, item))
                                                : ItemMeans.SHARE)));
    }

    private static List<String> votes(Map<String, List<String>> votes, ScoredItem item) {
        return votes.getOrDefault(item.item().id(), List.of());
    }

    private static Map<String, List<String>> votesByPrompt(List<Comparison> ofTarget) {
        Map<String, List<String>> votes = new HashMap<>();
        for (Comparison comparison : ofTarget) {
            AnswerFormat format = comparison.request().property().answerFormat();
            for (ScoredItem item : comparison.completeItems()) {
                votes.computeIfAbsent(item.item().id(), prompt -> new ArrayList<>())
                        .add(format.comparable(item.cross().answer()));
            }
        }
        return votes;
    }

    private static Interval score(ScoredItem item, List<String> votes) {
        return ItemDifferences.exactly(
                CategoricalSample.of(votes)
                                .mode()
                                .equals(ResponseCleaning.forComparison(item.expected()))
                        ? 1
                        : 0);
    }
}
