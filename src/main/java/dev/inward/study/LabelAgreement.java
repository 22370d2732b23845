package dev.inward.study;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.inward.statistics.Interval;
import java.util.Locale;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.Nullable;

/**
 * How well judges agree with the labels of answers whose value is known.
 *
 * <p>Instances are immutable and thread-safe.
 *
 * @param labelled the number of labelled answers
 * @param withoutValue the number of them to which the judges gave no value
 * @param agreed the number of them to which the judges gave the value of the label
 * @param kappa Cohen's kappa of labels and judges, over the answers with a value; null if it is 0 /
 *     0, because both always gave the same value, or if no answer has a value
 * @param kappaInterval the 95 % interval of kappa, from its large-sample standard error (Fleiss,
 *     Cohen and Everitt 1969); null if there is no kappa. If the judges always agree, it is a point
 *     and says little
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record LabelAgreement(
        int labelled,
        int withoutValue,
        int agreed,
        @JsonProperty @Nullable Double kappa,
        @JsonProperty @Nullable Interval kappaInterval) {

    /** {@return the agreement in words, without a full stop} */
    public String sentence() {
        String counts =
                String.format(
                        Locale.ROOT,
                        "the judges agree with %d of %d labelled answers",
                        agreed,
                        labelled);
        return kappa == null || kappaInterval == null
                ? counts
                : String.format(
                        Locale.ROOT,
                        "%s, kappa %.2f (95 %% interval %.2f to %.2f)",
                        counts,
                        kappa,
                        kappaInterval.lower(),
                        kappaInterval.upper());
    }
}
