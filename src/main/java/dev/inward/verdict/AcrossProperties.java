package dev.inward.verdict;

import dev.inward.statistics.ClusteredMean;
import dev.inward.statistics.CrossClusteredMean;
import dev.inward.statistics.NormalEstimate;
import dev.inward.study.ComparisonRequest;
import dev.inward.study.Labels;
import dev.inward.study.ScoredItem;
import dev.inward.study.Stopping;
import dev.inward.verdict.figures.DataSufficiency;
import dev.inward.verdict.figures.ItemMeans;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * The advantage of self- over cross-prediction over all properties that were asked of a target and
 * a cross-predictor and have enough answers, clustered by object-level prompt, which properties
 * share. Nothing is decided by it.
 *
 * @param target the model that is predicted
 * @param predictor the other model that predicts it
 * @param properties how many properties, at least 2
 * @param macro self − cross, −1 to 1: the unweighted mean over properties of that over tasks
 * @param micro the same, each item of the same weight: what most items are about prevails
 * @param confidence confidence of two-sided intervals
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record AcrossProperties(
        String target,
        String predictor,
        int properties,
        NormalEstimate macro,
        ClusteredMean micro,
        double confidence) {

    private record Pair(String target, String predictor, double confidence) {

        static final Comparator<Pair> ORDER =
                Comparator.comparing(Pair::target)
                        .thenComparing(Pair::predictor)
                        .thenComparingDouble(Pair::confidence);

        static Pair of(Evidence evidence) {
            ComparisonRequest request = evidence.request();
            return new Pair(request.target(), request.predictor(), evidence.rule().confidence());
        }
    }

    /** A figure with where it belongs. */
    private record Placed(String property, ScoredItem item) {}

    /**
     * {@return the averages of all pairs of target and predictor that have several properties,
     * sorted} Controls, comparisons that stop early and those that have too little to decide
     * anything are left out; of several evals of one property the first counts.
     *
     * @param verdicts of a run
     */
    public static List<AcrossProperties> of(Collection<Verdict> verdicts) {
        SortedMap<Pair, SortedMap<String, Evidence>> pairs = new TreeMap<>(Pair.ORDER);
        for (Verdict verdict : verdicts) {
            Evidence evidence = verdict.evidence();
            if (verdict.claim() instanceof IntrospectionClaim
                    && evidence.request().labels() == Labels.TRUE
                    && evidence.request().stopping() == Stopping.AT_THE_END
                    && DataSufficiency.lack(evidence.comparison(), evidence.figures()).isEmpty()) {
                pairs.computeIfAbsent(Pair.of(evidence), pair -> new TreeMap<>())
                        .putIfAbsent(evidence.request().property().name(), evidence);
            }
        }
        List<AcrossProperties> averages = new ArrayList<>();
        pairs.forEach(
                (pair, properties) -> {
                    if (properties.size() > 1) {
                        averages.add(of(pair, properties));
                    }
                });
        return averages;
    }

    private static AcrossProperties of(Pair pair, SortedMap<String, Evidence> properties) {
        List<Placed> items = new ArrayList<>();
        properties.forEach(
                (property, evidence) ->
                        evidence.comparison()
                                .completeItems()
                                .forEach(item -> items.add(new Placed(property, item))));
        double[] advantages = items.stream().mapToDouble(it -> it.item().advantage()).toArray();
        int[] prompts = labels(items.stream().map(it -> it.item().item().objectLevelPrompt()));
        return new AcrossProperties(
                pair.target(),
                pair.predictor(),
                properties.size(),
                CrossClusteredMean.of(
                        advantages,
                        prompts,
                        labels(items.stream().map(it -> it.item().item().task())),
                        labels(items.stream().map(Placed::property)),
                        ItemMeans.DIFFERENCE),
                ClusteredMean.of(advantages, prompts, ItemMeans.DIFFERENCE),
                pair.confidence());
    }

    private static int[] labels(Stream<String> names) {
        Map<String, Integer> labels = new HashMap<>();
        return names.mapToInt(name -> labels.computeIfAbsent(name, it -> labels.size())).toArray();
    }
}
