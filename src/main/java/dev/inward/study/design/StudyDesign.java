package dev.inward.study.design;

import dev.inward.study.measurement.StudyMeasurement;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.Nullable;

/**
 * What a study file decides about a comparison, beyond its models and items.
 *
 * <p>Instances are immutable and thread-safe.
 *
 * @param study the name of the study; empty for an eval without a study file
 * @param question what the study asks, as its file says; empty if it does not
 * @param training what predictors learn from
 * @param fewShot the examples that stand before each hypothetical prompt; null for none
 * @param chainOfThought whether predictors think in writing before they answer
 * @param measurements what models are asked about each item, beside the predictions; copied
 * @param claims what the study claims; empty for an eval without a study file; copied
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record StudyDesign(
        String study,
        String question,
        TrainingDesign training,
        @Nullable FewShot fewShot,
        boolean chainOfThought,
        List<StudyMeasurement> measurements,
        List<StudyClaim> claims) {

    /** The design of an eval without a study file. */
    public static final StudyDesign NONE =
            new StudyDesign("", "", TrainingDesign.DEFAULT, null, false, List.of(), List.of());

    /**
     * Copies the lists.
     *
     * @param study as in the record
     * @param question as in the record
     * @param training as in the record
     * @param fewShot as in the record
     * @param chainOfThought as in the record
     * @param measurements as in the record
     * @param claims as in the record
     */
    public StudyDesign {
        measurements = List.copyOf(measurements);
        claims = List.copyOf(claims);
    }

    /**
     * Creates the design of a study without a question in words and without measurements.
     *
     * @param study as in the record
     * @param training as in the record
     * @param fewShot as in the record
     * @param chainOfThought as in the record
     * @param claims as in the record
     */
    public StudyDesign(
            String study,
            TrainingDesign training,
            @Nullable FewShot fewShot,
            boolean chainOfThought,
            List<StudyClaim> claims) {
        this(study, "", training, fewShot, chainOfThought, List.of(), claims);
    }

    /**
     * {@return this design with other rows}
     *
     * @param other what predictors learn from
     */
    public StudyDesign withTraining(TrainingDesign other) {
        return new StudyDesign(
                study, question, other, fewShot, chainOfThought, measurements, claims);
    }

    /**
     * Returns what differs from an eval without a study file, for reports.
     *
     * @return the differences in words; empty if there are none
     */
    public Optional<String> description() {
        return joined(List.of(differences(), measured()));
    }

    /**
     * Returns what changes the meaning of the predictions, for baselines. Measurements do not,
     * since they stand beside them.
     *
     * @return the differences from an eval without a study file in words; empty if there are none
     */
    public Optional<String> ofPredictions() {
        return joined(List.of(differences(), training.scopeDescription()));
    }

    private Optional<String> differences() {
        return joined(
                List.of(
                        training.description(),
                        Optional.ofNullable(fewShot).map(FewShot::description),
                        chainOfThought
                                ? Optional.of("predictors think in writing first")
                                : Optional.empty()));
    }

    private static Optional<String> joined(List<Optional<String>> words) {
        String joined = words.stream().flatMap(Optional::stream).collect(Collectors.joining("; "));
        return joined.isEmpty() ? Optional.empty() : Optional.of(joined);
    }

    private Optional<String> measured() {
        return measurements.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "measures "
                                + measurements.stream()
                                        .map(StudyMeasurement::name)
                                        .collect(Collectors.joining(", ")));
    }
}
