package dev.inward.study;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.Nullable;

/**
 * How judge models computed the property of a comparison.
 *
 * <p>Instances are immutable and thread-safe. Only {@code agreement} can be null.
 *
 * @param judges the judge models; each has one vote; copied
 * @param prompt the prompt of the judges, with names in braces
 * @param values the values that the judges choose from; copied
 * @param answers the number of the target's answers that the comparison needs a value of
 * @param withoutValue the number of them to which the judges gave no value; they count as missing
 * @param agreement the agreement with labelled answers; null if there are none
 * @param sameModels for each judge that is the same model as target or predictor under another
 *     name, the names of these, by the name of the judge; copied
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record Judging(
        List<ModelProvenance> judges,
        String prompt,
        List<String> values,
        int answers,
        int withoutValue,
        @Nullable LabelAgreement agreement,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, List<String>> sameModels) {

    /**
     * Copies the collections.
     *
     * @param judges as in the record
     * @param prompt as in the record
     * @param values as in the record
     * @param answers as in the record
     * @param withoutValue as in the record
     * @param agreement as in the record
     * @param sameModels as in the record
     */
    public Judging {
        judges = List.copyOf(judges);
        values = List.copyOf(values);
        sameModels = Collections.unmodifiableMap(new TreeMap<>(sameModels));
    }

    /**
     * {@return sentences about the property of the comparison, without a full stop}
     *
     * @param compared target, predictor and their finetuned copies
     */
    List<String> notes(List<ModelProvenance> compared) {
        return Stream.concat(
                        Stream.of(
                                counts("the property was"),
                                agreement == null
                                        ? "no labelled answers show how well the judges agree with people"
                                        : agreement.sentence()),
                        takingPart(compared))
                .toList();
    }

    /**
     * {@return sentences about another property that predictors learn, without a full stop}
     *
     * @param property the name of that property
     * @param compared target, predictor and their finetuned copies
     */
    List<String> notesOnTraining(String property, List<ModelProvenance> compared) {
        return Stream.concat(
                        Stream.of(counts("training answers about '" + property + "' were")),
                        takingPart(compared))
                .toList();
    }

    private String counts(String whatWas) {
        return String.format(
                Locale.ROOT,
                "%s judged by %s; %d of %d answers got no value",
                whatWas,
                judges.stream().map(Judging::named).collect(Collectors.joining(" and ")),
                withoutValue,
                answers);
    }

    private Stream<String> takingPart(List<ModelProvenance> compared) {
        return judges.stream()
                .flatMap(
                        judge ->
                                compared.stream()
                                        .flatMap(model -> takesPart(judge, model).stream()));
    }

    private Optional<String> takesPart(ModelProvenance judge, ModelProvenance model) {
        if (judge.name().equals(model.name())) {
            return Optional.of(
                    String.format(
                            Locale.ROOT,
                            "'%s' is a judge of this comparison and takes part in it, so the values may favour it",
                            judge.name()));
        }
        if (sameModels.getOrDefault(judge.name(), List.of()).contains(model.name())) {
            return Optional.of(
                    String.format(
                            Locale.ROOT,
                            "the judge '%s' is the same model as '%s', which takes part in this comparison, so the values may favour it",
                            judge.name(),
                            model.name()));
        }
        var served = new TreeSet<>(judge.served());
        served.retainAll(model.served());
        return served.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        String.format(
                                Locale.ROOT,
                                "%s answered for the judge '%s' and for '%s', which takes part in this comparison, so the values may favour it",
                                String.join(" and ", served),
                                judge.name(),
                                model.name()));
    }

    /** {@return whether more answers have no value than a comparison may miss} */
    public boolean lacksTooMany() {
        return withoutValue > Comparison.MAX_MISSING_SHARE * answers;
    }

    private static String named(ModelProvenance judge) {
        return "'"
                + judge.name()
                + "'"
                + (judge.sampling() == null ? "" : " (" + judge.sampling() + ")");
    }
}
