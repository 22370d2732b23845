package dev.inward.report;

import static dev.inward.study.PredictionOutcome.RIGHT;
import static dev.inward.study.PredictionOutcome.WRONG;

import dev.inward.knowntruth.ResultOnly;
import dev.inward.knowntruth.SyntheticComparison;
import dev.inward.study.measurement.Contrast;
import dev.inward.study.measurement.MeasuredFigure;
import dev.inward.study.measurement.MeasuredItem;
import dev.inward.study.measurement.MeasurementResult;
import dev.inward.task.Item;
import dev.inward.task.Split;
import dev.inward.verdict.Evidence;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A measurement on 40 prompts whose contrast alternates between 0.1 and 0.3. */
final class PetMeasurements {

    /** The words of the contrast, which every report has to escape. */
    static final String WORDS = "=gain|<b>bold</b>";

    private static final List<Item> ITEMS =
            IntStream.range(0, 40)
                    .mapToObj(i -> new Item("pets", Map.of(), "prompt " + i, Split.HELD_OUT))
                    .toList();

    private record Same() implements ResultOnly {

        @Override
        public String name() {
            return "same-again";
        }
    }

    private PetMeasurements() {}

    /** Returns evidence without a missing answer. */
    static Evidence evidence() {
        return evidence(40);
    }

    /**
     * Returns evidence in which the last items lack an answer.
     *
     * @param measured the number of measured items, at most 40
     */
    static Evidence evidence(int measured) {
        var result =
                new MeasurementResult(
                        new Same(),
                        List.of(new Contrast("gain", WORDS, 1)),
                        IntStream.range(0, measured)
                                .mapToObj(
                                        i ->
                                                new MeasuredItem(
                                                        ITEMS.get(i),
                                                        Map.of("gain", i % 2 == 0 ? 0.1 : 0.3)))
                                .toList(),
                        ITEMS.subList(measured, 40),
                        measured < 40 ? "the line is dead" : "",
                        List.of(
                                new MeasuredFigure("mean", "mean length, words", 12.345),
                                new MeasuredFigure("none", "length of nothing", Double.NaN)));
        return SyntheticComparison.of(
                        SyntheticComparison.request(
                                "self", "cross", SyntheticComparison.task("pets", ITEMS)),
                        ITEMS.stream()
                                .map(item -> SyntheticComparison.scored(item, RIGHT, WRONG))
                                .toList())
                .measurements(result)
                .evidence();
    }
}
