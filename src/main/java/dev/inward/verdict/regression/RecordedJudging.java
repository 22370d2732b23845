package dev.inward.verdict.regression;

import dev.inward.model.Sha256;
import dev.inward.study.Comparison;
import dev.inward.study.Judging;
import dev.inward.study.ModelProvenance;
import dev.inward.study.Provenance;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How judges computed a property of a cell, as a baseline stores it. Component names are JSON keys.
 * Each judge has one vote, so their order does not matter.
 *
 * @param judges the judges, sorted by name
 * @param prompt the prompt of the judges, with names in braces
 * @param values the values that the judges choose from
 */
record RecordedJudging(List<ModelProvenance> judges, String prompt, List<String> values) {

    /** Sorts the judges. */
    RecordedJudging {
        judges = judges.stream().sorted(Comparator.comparing(ModelProvenance::name)).toList();
        values = List.copyOf(values);
    }

    /** Returns how judges computed the properties of a comparison, by the name of the property. */
    static SortedMap<String, RecordedJudging> of(Comparison comparison) {
        Provenance provenance = comparison.provenance();
        var judged = new TreeMap<String, RecordedJudging>();
        provenance.judgedTraining().forEach((name, judging) -> judged.put(name, of(judging)));
        if (provenance.judging() != null) {
            judged.put(comparison.request().property().name(), of(provenance.judging()));
        }
        return judged;
    }

    private static RecordedJudging of(Judging judging) {
        return new RecordedJudging(judging.judges(), judging.prompt(), judging.values());
    }

    /** Returns why values of the two cells cannot be compared; null if they can be. */
    static @Nullable String difference(
            Map<String, RecordedJudging> recorded, Map<String, RecordedJudging> current) {
        var properties = new TreeSet<>(recorded.keySet());
        properties.addAll(current.keySet());
        for (String property : properties) {
            String difference = difference(property, recorded.get(property), current.get(property));
            if (difference != null) {
                return difference;
            }
        }
        return null;
    }

    private static @Nullable String difference(
            String property,
            @Nullable RecordedJudging recorded,
            @Nullable RecordedJudging current) {
        if (!names(recorded).equals(names(current))) {
            return String.format(
                    Locale.ROOT,
                    "the judges of the property '%s' differ: %s in the baseline and %s in this run",
                    property,
                    names(recorded),
                    names(current));
        }
        return recorded == null || current == null ? null : recorded.difference(current);
    }

    private @Nullable String difference(RecordedJudging current) {
        if (!prompt.equals(current.prompt)) {
            return String.format(
                    Locale.ROOT,
                    "the prompt of %s differs: the hash is %s in the baseline and %s in this run",
                    judgeNames(),
                    hash(prompt),
                    hash(current.prompt));
        }
        if (!values.equals(current.values)) {
            return String.format(
                    Locale.ROOT,
                    "the values of %s differ: %s in the baseline and %s in this run",
                    judgeNames(),
                    String.join(", ", values),
                    String.join(", ", current.values));
        }
        for (int i = 0; i < judges.size(); i++) {
            String difference = ModelDifference.of("judge", judges.get(i), current.judges().get(i));
            if (difference != null) {
                return difference;
            }
        }
        return null;
    }

    /** Returns whether two cells of one run have the same judges with the same question. */
    static boolean isSameQuestion(
            Map<String, RecordedJudging> one, Map<String, RecordedJudging> other) {
        return one.keySet().equals(other.keySet())
                && one.entrySet().stream()
                        .allMatch(
                                entry ->
                                        entry.getValue()
                                                .isSameQuestion(
                                                        Objects.requireNonNull(
                                                                other.get(entry.getKey()))));
    }

    private boolean isSameQuestion(RecordedJudging other) {
        return quotedNames().equals(other.quotedNames())
                && prompt.equals(other.prompt)
                && values.equals(other.values);
    }

    private static String names(@Nullable RecordedJudging judging) {
        return judging == null ? "no judge" : judging.quotedNames();
    }

    private String judgeNames() {
        return (judges.size() == 1 ? "the judge " : "the judges ") + quotedNames();
    }

    private String quotedNames() {
        return judges.stream()
                .map(judge -> "'" + judge.name() + "'")
                .collect(Collectors.joining(", "));
    }

    private static String hash(String text) {
        return BaselineCompatibility.shortened(HexFormat.of().formatHex(Sha256.of(List.of(text))));
    }
}
