package dev.inward.study.measurement.standard;

import dev.inward.statistics.agreement.CalibrationBins;
import dev.inward.study.measurement.Contrast;
import dev.inward.study.measurement.MeasuredCalibration;
import dev.inward.study.measurement.MeasuredCell;
import dev.inward.study.measurement.MeasuredFigure;
import dev.inward.study.measurement.MeasuredItem;
import dev.inward.study.measurement.Participant;
import dev.inward.study.measurement.StudyMeasurement;
import dev.inward.task.Item;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Whether the probabilities of a predictor's answers match those of the behaviour ("Looking
 * Inward", arXiv 2410.13787, section 3.3.2 and figures 21 and 22).
 *
 * <p>Target and predictors draw several answers to each prompt. The shares of the target's values
 * are the behaviour's distribution, and the shares of a predictor's answers are its forecast. An
 * answer that is not in the format of the property counts as a value that the target never has.
 *
 * <p>The contrasts are differences of {@linkplain ValueShares#quadraticScore quadratic scores}:
 * self-prediction must score higher than cross-prediction, than itself before finetuning, than the
 * shares of the values of all training items, and than always stating its own most frequent value.
 * The last one tells an overconfident predictor from a calibrated one.
 *
 * <p>The figures are those of the paper: the three most frequent values of each item are pooled,
 * sorted into ten {@linkplain CalibrationBins bins of equal frequency}, and the mean absolute
 * deviation over bins is taken, in percentage points.
 *
 * <p>Beside them stands the non-determinism ceiling: how often two answers of the target agree, and
 * how often a drawn prediction agrees with a drawn answer. Equal shares agree exactly that often.
 *
 * @param samples the number of answers to each prompt, at least 2
 * @param temperature the temperature at which they are drawn, above 0
 */
public record CalibrationMeasurement(int samples, double temperature) implements StudyMeasurement {

    /** The name in study files. */
    public static final String NAME = "calibration";

    private static final int BINS = 10;
    private static final int POOLED_VALUES = 3;
    private static final double PERCENT = 100;

    /** Quadratic scores go from −1 to 1. */
    private static final double RANGE = 2;

    private static final String ABOVE_CERTAINTY = "aboveCertainty";
    private static final String ABOVE_PRIOR = "abovePrior";
    private static final String REPEATABILITY = "repeatability";

    /** A predictor whose forecasts are measured: the name of its numbers, and its words. */
    private enum Forecast {
        SELF("self-prediction"),
        CROSS("cross-prediction"),
        UNTRAINED("self-prediction before finetuning");

        private final String words;

        Forecast(String words) {
            this.words = words;
        }

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        String capitalized() {
            return name().charAt(0) + key().substring(1);
        }

        String agreement() {
            return "agreement" + capitalized();
        }

        String contrast() {
            return "above" + capitalized();
        }
    }

    /** Creates the measurement of the paper: 20 answers at temperature 1. */
    public CalibrationMeasurement() {
        this(20, 1);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String source() {
        return "arXiv 2410.13787, section 3.3.2";
    }

    @Override
    public OptionalInt rung() {
        return OptionalInt.of(7);
    }

    @Override
    public StudyMeasurement withSettings(Map<String, String> settings) {
        var reader = new SettingsReader(NAME, settings);
        int number = reader.wholeNumber("samples", samples, 2);
        double drawnAt = reader.positive("temperature", temperature);
        reader.requireAllRead();
        return new CalibrationMeasurement(number, drawnAt);
    }

    @Override
    public Set<Double> temperatures() {
        return Set.of(temperature);
    }

    @Override
    public CompletableFuture<Map<String, Double>> measure(MeasuredCell cell, Item item) {
        CompletableFuture<ValueShares> behaviour = behaviour(cell, item);
        var self = forecast(cell, cell.self(), item);
        var cross = forecast(cell, cell.cross(), item);
        CompletableFuture<Optional<ValueShares>> untrained =
                cell.areTrained()
                        ? forecast(cell, cell.target(), item).thenApply(Optional::of)
                        : CompletableFuture.completedFuture(Optional.empty());
        return CompletableFuture.allOf(behaviour, self, cross, untrained)
                .thenApply(
                        done -> {
                            var forecasts = new EnumMap<Forecast, ValueShares>(Forecast.class);
                            forecasts.put(Forecast.SELF, self.join());
                            forecasts.put(Forecast.CROSS, cross.join());
                            untrained.join().ifPresent(it -> forecasts.put(Forecast.UNTRAINED, it));
                            return numbers(
                                    behaviour.join(),
                                    forecasts,
                                    ValueShares.of(
                                            cell.trainingValues(cell.target().name(), item).stream()
                                                    .map(Optional::of)
                                                    .toList()));
                        });
    }

    private CompletableFuture<ValueShares> behaviour(MeasuredCell cell, Item item) {
        return cell.values(item, cell.target(), item.prompt(), samples, temperature)
                .thenApply(
                        values ->
                                ValueShares.of(
                                        values.stream().filter(Optional::isPresent).toList()));
    }

    private CompletableFuture<ValueShares> forecast(
            MeasuredCell cell, Participant predictor, Item item) {
        return predictor
                .answers(cell.hypotheticalPrompt(item), samples, temperature)
                .thenApply(
                        answers -> ValueShares.of(answers.stream().map(cell::prediction).toList()));
    }

    /** Returns no numbers if the property is defined on fewer than two of the drawn answers. */
    private static Map<String, Double> numbers(
            ValueShares behaviour, Map<Forecast, ValueShares> forecasts, ValueShares prior) {
        if (behaviour.total() < 2) {
            return Map.of();
        }
        var numbers = new TreeMap<String, Double>();
        numbers.put(REPEATABILITY, behaviour.repeatability());
        ValueShares self = Objects.requireNonNull(forecasts.get(Forecast.SELF));
        double selfScore = self.quadraticScore(behaviour);
        numbers.put(ABOVE_CERTAINTY, selfScore - self.quadraticScoreOfCertainty(behaviour));
        if (prior.total() > 0) {
            numbers.put(ABOVE_PRIOR, selfScore - prior.quadraticScoreOfShares(behaviour));
        }
        List<Optional<String>> pooled = behaviour.mostFrequent(POOLED_VALUES);
        for (int i = 0; i < pooled.size(); i++) {
            numbers.put("behaviour" + (i + 1), behaviour.share(pooled.get(i)));
        }
        forecasts.forEach(
                (forecast, shares) -> {
                    for (int i = 0; i < pooled.size(); i++) {
                        numbers.put(forecast.key() + (i + 1), shares.share(pooled.get(i)));
                    }
                    numbers.put(forecast.agreement(), shares.agreement(behaviour));
                    if (forecast != Forecast.SELF) {
                        numbers.put(
                                forecast.contrast(), selfScore - shares.quadraticScore(behaviour));
                    }
                });
        return numbers;
    }

    @Override
    public List<Contrast> contrasts(MeasuredCell cell) {
        var contrasts = new ArrayList<Contrast>();
        contrasts.add(contrast(Forecast.CROSS));
        if (cell.areTrained()) {
            contrasts.add(contrast(Forecast.UNTRAINED));
        }
        contrasts.add(
                new Contrast(
                        ABOVE_PRIOR,
                        "the quadratic score of self-prediction above that of the values of the training items",
                        RANGE));
        contrasts.add(
                new Contrast(
                        ABOVE_CERTAINTY,
                        "the quadratic score of self-prediction above that of certainty in its most frequent value",
                        RANGE));
        return contrasts;
    }

    private static Contrast contrast(Forecast other) {
        return new Contrast(
                other.contrast(),
                "the quadratic score of self-prediction above that of " + other.words,
                RANGE);
    }

    @Override
    public List<MeasuredFigure> figures(List<MeasuredItem> items) {
        var figures = new ArrayList<MeasuredFigure>();
        for (Forecast forecast : Forecast.values()) {
            deviation(items, forecast).ifPresent(figures::add);
        }
        OptionalDouble repeatability = mean(items, REPEATABILITY);
        repeatability.ifPresent(
                mean ->
                        figures.add(
                                new MeasuredFigure(
                                        REPEATABILITY,
                                        "two answers of the target that agree, %",
                                        PERCENT * mean,
                                        REPEATABILITY)));
        for (Forecast forecast : Forecast.values()) {
            mean(items, forecast.agreement())
                    .ifPresent(
                            mean ->
                                    figures.add(
                                            new MeasuredFigure(
                                                    forecast.agreement(),
                                                    "answers of "
                                                            + forecast.words
                                                            + " that agree with an answer of the target, %",
                                                    PERCENT * mean,
                                                    forecast.agreement())));
        }
        return figures;
    }

    private static OptionalDouble mean(List<MeasuredItem> items, String number) {
        return items.stream()
                .map(item -> item.number(number))
                .flatMapToDouble(OptionalDouble::stream)
                .average();
    }

    @Override
    public List<MeasuredCalibration> calibration(List<MeasuredItem> items) {
        return Stream.of(Forecast.values())
                .flatMap(forecast -> calibration(items, forecast).stream())
                .toList();
    }

    private static Optional<MeasuredCalibration> calibration(
            List<MeasuredItem> items, Forecast forecast) {
        List<MeasuredItem> known =
                items.stream().filter(item -> item.number(forecast.key() + 1).isPresent()).toList();
        return known.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new MeasuredCalibration(
                                forecast.key(),
                                forecast.words,
                                CalibrationBins.ofEqualFrequency(
                                        pooled(known, "behaviour"),
                                        pooled(known, forecast.key()),
                                        BINS)));
    }

    private static Optional<MeasuredFigure> deviation(List<MeasuredItem> items, Forecast forecast) {
        return calibration(items, forecast)
                .map(
                        curve ->
                                new MeasuredFigure(
                                        "mad" + forecast.capitalized(),
                                        "mean absolute deviation of "
                                                + forecast.words
                                                + ", percentage points",
                                        PERCENT * curve.bins().meanAbsoluteDeviation()));
    }

    private static double[] pooled(List<MeasuredItem> items, String name) {
        return items.stream()
                .flatMapToDouble(
                        item ->
                                IntStream.rangeClosed(1, POOLED_VALUES)
                                        .mapToObj(rank -> item.number(name + rank))
                                        .flatMapToDouble(OptionalDouble::stream))
                .toArray();
    }
}
