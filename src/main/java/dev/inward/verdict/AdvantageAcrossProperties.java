package dev.inward.verdict;

import dev.inward.statistics.ClusteredMean;
import dev.inward.statistics.CrossClusteredMean;
import dev.inward.statistics.NormalEstimate;
import dev.inward.verdict.items.ItemMeans;
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
 * The advantage of self-prediction over cross-prediction across all properties of one target and
 * one cross-predictor, with standard errors clustered by object-level prompt. No verdict is based
 * on it.
 *
 * <p>The macro average is the unweighted mean over properties of the unweighted means over tasks.
 * The standard error is that of {@link CrossClusteredMean}, since several properties share a
 * prompt.
 *
 * <p>Instances are immutable and thread-safe. No component is null.
 *
 * @param target the name of the model that is predicted
 * @param predictor the name of the cross-predictor
 * @param properties the number of properties, at least 2
 * @param macro self − cross as the macro average, −1 to 1
 * @param micro self − cross with the same weight for every item, −1 to 1; properties with many
 *     items dominate it
 * @param confidence the confidence of two-sided intervals
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record AdvantageAcrossProperties(
        String target,
        String predictor,
        int properties,
        NormalEstimate macro,
        ClusteredMean micro,
        double confidence) {

    private record ModelPair(String target, String predictor, double confidence) {

        static final Comparator<ModelPair> ORDER =
                Comparator.comparing(ModelPair::target)
                        .thenComparing(ModelPair::predictor)
                        .thenComparingDouble(ModelPair::confidence);

        static ModelPair of(PropertyAdvantages advantages) {
            return new ModelPair(
                    advantages.target(), advantages.predictor(), advantages.confidence());
        }
    }

    /**
     * Returns the averages of all pairs of target and cross-predictor that have several properties,
     * sorted by target and predictor. Controls, studies in files, comparisons that may stop early,
     * and comparisons with insufficient data are left out. If several evals measure one property,
     * the first verdict counts.
     *
     * @param verdicts the verdicts of a run
     * @return the averages; empty if no pair has several properties
     */
    public static List<AdvantageAcrossProperties> of(Collection<Verdict> verdicts) {
        return ofAdvantages(
                verdicts.stream()
                        .flatMap(verdict -> PropertyAdvantages.of(verdict).stream())
                        .toList());
    }

    /**
     * Returns the same averages as {@link #of} for verdicts that several JVMs have reached.
     *
     * @param advantages what the averages need of each verdict
     * @return the averages; empty if no pair has several properties
     */
    public static List<AdvantageAcrossProperties> ofAdvantages(
            Collection<PropertyAdvantages> advantages) {
        SortedMap<ModelPair, SortedMap<String, PropertyAdvantages>> byPair =
                new TreeMap<>(ModelPair.ORDER);
        for (PropertyAdvantages it : advantages) {
            byPair.computeIfAbsent(ModelPair.of(it), pair -> new TreeMap<>())
                    .putIfAbsent(it.property(), it);
        }
        List<AdvantageAcrossProperties> averages = new ArrayList<>();
        byPair.forEach(
                (pair, properties) -> {
                    if (properties.size() > 1) {
                        averages.add(of(pair, properties));
                    }
                });
        return averages;
    }

    private static AdvantageAcrossProperties of(
            ModelPair pair, SortedMap<String, PropertyAdvantages> properties) {
        double[] advantages =
                properties.values().stream()
                        .flatMap(it -> it.items().stream())
                        .mapToDouble(PropertyAdvantages.ItemAdvantage::advantage)
                        .toArray();
        int[] prompts = clusterLabels(items(properties).map(it -> it.prompt()));
        return new AdvantageAcrossProperties(
                pair.target(),
                pair.predictor(),
                properties.size(),
                CrossClusteredMean.of(
                        advantages,
                        prompts,
                        clusterLabels(items(properties).map(it -> it.task())),
                        clusterLabels(
                                properties.values().stream()
                                        .flatMap(
                                                it -> it.items().stream().map(i -> it.property()))),
                        ItemMeans.DIFFERENCE),
                ClusteredMean.of(advantages, prompts, ItemMeans.DIFFERENCE),
                pair.confidence());
    }

    private static Stream<PropertyAdvantages.ItemAdvantage> items(
            SortedMap<String, PropertyAdvantages> properties) {
        return properties.values().stream().flatMap(it -> it.items().stream());
    }

    private static int[] clusterLabels(Stream<String> names) {
        Map<String, Integer> labels = new HashMap<>();
        return names.mapToInt(name -> labels.computeIfAbsent(name, it -> labels.size())).toArray();
    }
}
