package dev.inward.study;

import java.util.List;
import java.util.Locale;
import java.util.Set;
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
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record Judging(
        List<ModelProvenance> judges,
        String prompt,
        List<String> values,
        int answers,
        int withoutValue,
        @Nullable LabelAgreement agreement) {

    /**
     * Copies the lists.
     *
     * @param judges as in the record
     * @param prompt as in the record
     * @param values as in the record
     * @param answers as in the record
     * @param withoutValue as in the record
     * @param agreement as in the record
     */
    public Judging {
        judges = List.copyOf(judges);
        values = List.copyOf(values);
    }

    /**
     * {@return sentences for a reader of the verdict, without a full stop}
     *
     * @param compared the names of target and predictor
     */
    List<String> notes(Set<String> compared) {
        return Stream.of(
                        Stream.of(
                                String.format(
                                        Locale.ROOT,
                                        "the property was judged by %s; %d of %d answers got no value",
                                        judges.stream()
                                                .map(Judging::named)
                                                .collect(Collectors.joining(" and ")),
                                        withoutValue,
                                        answers)),
                        Stream.of(
                                agreement == null
                                        ? "no labelled answers show how well the judges agree with people"
                                        : agreement.sentence()),
                        judges.stream()
                                .map(ModelProvenance::name)
                                .filter(compared::contains)
                                .map(
                                        name ->
                                                "'"
                                                        + name
                                                        + "' is a judge of this comparison and takes part in it, so the values may favour it"))
                .flatMap(notes -> notes)
                .toList();
    }

    private static String named(ModelProvenance judge) {
        return "'"
                + judge.name()
                + "'"
                + (judge.sampling() == null ? "" : " (" + judge.sampling() + ")");
    }
}
