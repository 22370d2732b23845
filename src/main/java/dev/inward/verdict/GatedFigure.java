package dev.inward.verdict;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.inward.study.ComparisonRequest;
import java.util.Locale;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * What one verdict of a regression gate is about: the advantage in a cell, or one contrast of a
 * measurement of that cell. Component names are JSON keys.
 *
 * <p>Instances are immutable and thread-safe. No component is null.
 *
 * @param study the name of the study; empty for an eval without a study file
 * @param property the name of the property
 * @param target the target
 * @param predictor the cross-predictor as reports name it, such as {@code borealis, 50 rows}
 * @param measurement the name of the measurement; empty for the advantage
 * @param contrast the name of the contrast; empty for the advantage
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record GatedFigure(
        @JsonInclude(JsonInclude.Include.NON_EMPTY) String study,
        String property,
        String target,
        String predictor,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) String measurement,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) String contrast) {

    /**
     * Fills in what JSON leaves out.
     *
     * @param study as in the record
     * @param property as in the record
     * @param target as in the record
     * @param predictor as in the record
     * @param measurement as in the record
     * @param contrast as in the record
     */
    public GatedFigure {
        study = study == null ? "" : study;
        measurement = measurement == null ? "" : measurement;
        contrast = contrast == null ? "" : contrast;
    }

    /**
     * {@return the advantage in the cell of a comparison}
     *
     * @param request the request of the comparison
     */
    public static GatedFigure advantage(ComparisonRequest request) {
        return new GatedFigure(
                request.design().study(),
                request.property().name(),
                request.target(),
                request.predictorName(),
                "",
                "");
    }

    /**
     * {@return a contrast in the same cell}
     *
     * @param ofMeasurement the name of the measurement
     * @param number the name of the contrast
     */
    public GatedFigure contrast(String ofMeasurement, String number) {
        return new GatedFigure(study, property, target, predictor, ofMeasurement, number);
    }

    /** {@return whether this is a contrast of a measurement} */
    public boolean hasContrast() {
        return !measurement.isEmpty();
    }

    /**
     * {@return the name in reports: {@code first_word of atlas, predicted by borealis}, and if
     * there are any, the study, the measurement and its contrast}
     */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s of %s, predicted by %s%s%s",
                property,
                target,
                predictor,
                study.isEmpty() ? "" : ", study " + study,
                hasContrast() ? ", " + measurement + ": " + contrast : "");
    }
}
