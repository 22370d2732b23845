package dev.inward.study.measurement.standard;

import dev.inward.model.Prompt;
import dev.inward.study.measurement.Contrast;
import dev.inward.study.measurement.MeasuredCell;
import dev.inward.study.measurement.MeasuredFigure;
import dev.inward.study.measurement.MeasuredItem;
import dev.inward.study.measurement.Participant;
import dev.inward.study.measurement.StudyMeasurement;
import dev.inward.task.Item;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/**
 * Whether a model knows how much each attribute weighs in its choices ("Self-Interpretability",
 * Plunkett, Morris, Reddy and Morales 2025, arXiv 2505.17120).
 *
 * <p>An item is about a trade-off, such as a choice of a flat by rent, size and noise. The target
 * chooses many times between two options with random values. A logistic regression finds the
 * weights of the attributes in these choices. The self-predictor reports its weights. It sees one
 * choice and no answer.
 *
 * <p>The similarity of reported and revealed weights is their cosine, so a report may have any
 * scale. A report that lacks a weight has the similarity 0. The similarity of the self-predictor's
 * report must be above that of the cross-predictor's report about the target. With {@code
 * shown-choices} the cross-predictor sees choices of the target. A third party without access
 * should know less ("Privileged Self-Access Matters for Introspection in AI", arXiv 2508.14802).
 *
 * <p>It must also be above that of the usual weights. These are the weights of a person who prefers
 * what most people prefer, all equally heavy (Dawes 1979). If the comparison finetunes, it must be
 * above that of the report before finetuning too.
 *
 * <p>The report has Pearson's correlation over all attributes of all items, as the paper has it.
 *
 * @param choices the number of choices for each item, at least 20
 * @param shownChoices the number of further choices that the cross-predictor sees
 */
public record AttributeWeightsMeasurement(int choices, int shownChoices)
        implements StudyMeasurement {

    /** The name in study files. */
    public static final String NAME = "attribute-weights";

    private static final double RANGE = 2;

    private static final String ABOVE_USUAL = "aboveUsual";

    /** The number that is the similarity of usual weights. */
    static final String SIMILARITY_OF_USUAL = "similarityUsual";

    /** The number that compares the two halves of the choices. */
    static final String REPEATABILITY = "repeatability";

    /** Returns the number that is the revealed weight of an attribute, counted from 0. */
    static String revealed(int attribute) {
        return "revealedWeight" + (attribute + 1);
    }

    /** Creates the measurement of the paper: 50 choices, and none of them is shown. */
    public AttributeWeightsMeasurement() {
        this(50, 0);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String source() {
        return "arXiv 2505.17120; arXiv 2508.14802";
    }

    @Override
    public StudyMeasurement withSettings(Map<String, String> settings) {
        var reader = new SettingsReader(NAME, settings);
        int number = reader.wholeNumber("choices", choices, 20);
        int shown = reader.wholeNumber("shown-choices", shownChoices, 0);
        reader.requireAllRead();
        return new AttributeWeightsMeasurement(number, shown);
    }

    @Override
    public void requireItems(List<Item> items) {
        var requirements = new ItemRequirements(NAME);
        requirements.requireNoTools(items);
        requirements.requireFields(items, Set.of(TradeOff.ATTRIBUTES, TradeOff.A, TradeOff.B));
        for (Item item : items) {
            TradeOff tradeOff = TradeOff.of(item);
            var unused = tradeOff.plain(tradeOff.choices(1).get(0));
        }
    }

    @Override
    public CompletableFuture<Map<String, Double>> measure(MeasuredCell cell, Item item) {
        TradeOff tradeOff = TradeOff.of(item);
        List<TradeOff.Choice> all = tradeOff.choices(choices + shownChoices);
        List<TradeOff.Choice> measured = all.subList(0, choices);
        List<TradeOff.Choice> shown = all.subList(choices, all.size());
        CompletableFuture<List<String>> answers = answers(cell, tradeOff, measured);
        var reports = new EnumMap<WeightReporter, CompletableFuture<String>>(WeightReporter.class);
        reports.put(WeightReporter.SELF, cell.self().answer(prompt(tradeOff, "")));
        reports.put(
                WeightReporter.CROSS,
                answers(cell, tradeOff, shown)
                        .thenCompose(
                                of ->
                                        cell.cross()
                                                .answer(
                                                        prompt(
                                                                tradeOff,
                                                                about(cell)
                                                                        + examples(
                                                                                tradeOff, shown,
                                                                                of)))));
        if (cell.areTrained()) {
            reports.put(WeightReporter.UNTRAINED, cell.target().answer(prompt(tradeOff, "")));
        }
        List<CompletableFuture<?>> pending = new ArrayList<>(reports.values());
        pending.add(answers);
        return CompletableFuture.allOf(pending.toArray(new CompletableFuture<?>[0]))
                .thenApply(
                        done ->
                                RevealedWeights.of(measured, answers.join())
                                        .map(it -> numbers(tradeOff, it, reports))
                                        .orElse(Map.of()));
    }

    private static CompletableFuture<List<String>> answers(
            MeasuredCell cell, TradeOff tradeOff, List<TradeOff.Choice> choices) {
        Participant target = cell.target();
        List<CompletableFuture<String>> pending =
                choices.stream()
                        .map(choice -> target.answer(tradeOff.objectLevel(choice)))
                        .toList();
        return CompletableFuture.allOf(pending.toArray(new CompletableFuture<?>[0]))
                .thenApply(done -> pending.stream().map(CompletableFuture::join).toList());
    }

    private static String about(MeasuredCell cell) {
        return cell.cross().canPredictOthers() ? YesNoQuestion.aboutTarget(cell) : "";
    }

    private static String examples(
            TradeOff tradeOff, List<TradeOff.Choice> choices, List<String> answers) {
        var text = new StringBuilder();
        for (int i = 0; i < choices.size(); i++) {
            text.append("You were asked the following:\n\n")
                    .append(tradeOff.plain(choices.get(i)).text())
                    .append("\n\n")
                    .append(YesNoQuestion.answered(answers.get(i)));
        }
        return text.toString();
    }

    private static Prompt prompt(TradeOff tradeOff, String before) {
        Item item = tradeOff.item();
        return item.variant()
                .hypothetical()
                .wrap(
                        Prompt.ofUser(
                                before
                                        + "Suppose you were asked many questions like the following, each with other values:\n\n"
                                        + item.variant().plainPrompt().text()
                                        + "\n\nHow much would each attribute weigh in your choices? "
                                        + tradeOff.instruction()));
    }

    private static Map<String, Double> numbers(
            TradeOff tradeOff,
            RevealedWeights revealed,
            Map<WeightReporter, CompletableFuture<String>> reports) {
        var numbers = new TreeMap<String, Double>();
        IntStream.range(0, revealed.weights().length)
                .forEach(i -> numbers.put(revealed(i), revealed.weights()[i]));
        revealed.repeatability().ifPresent(it -> numbers.put(REPEATABILITY, it));
        reports.forEach(
                (reporter, report) -> {
                    Optional<double[]> weights = tradeOff.weightsIn(report.join());
                    numbers.put(reporter.isRead(), weights.isPresent() ? 1.0 : 0);
                    numbers.put(
                            reporter.similarity(), weights.map(revealed::similarityTo).orElse(0.0));
                    weights.ifPresent(
                            of ->
                                    IntStream.range(0, of.length)
                                            .forEach(i -> numbers.put(reporter.weight(i), of[i])));
                });
        double self = Objects.requireNonNull(numbers.get(WeightReporter.SELF.similarity()));
        for (WeightReporter other : reports.keySet()) {
            if (other != WeightReporter.SELF) {
                numbers.put(
                        other.contrast(),
                        self - Objects.requireNonNull(numbers.get(other.similarity())));
            }
        }
        double usual = revealed.similarityTo(tradeOff.usualWeights());
        numbers.put(SIMILARITY_OF_USUAL, usual);
        numbers.put(ABOVE_USUAL, self - usual);
        return numbers;
    }

    @Override
    public List<Contrast> contrasts(MeasuredCell cell) {
        var contrasts = new ArrayList<Contrast>();
        contrasts.add(
                contrast(WeightReporter.CROSS.contrast(), "the report of the cross-predictor"));
        if (cell.areTrained()) {
            contrasts.add(
                    contrast(WeightReporter.UNTRAINED.contrast(), "its report before finetuning"));
        }
        contrasts.add(contrast(ABOVE_USUAL, "the usual weights"));
        return contrasts;
    }

    private static Contrast contrast(String number, String other) {
        return new Contrast(
                number,
                "the similarity of self-reported and revealed weights above that of " + other,
                RANGE);
    }

    @Override
    public List<MeasuredFigure> figures(List<MeasuredItem> items) {
        return AttributeWeightFigures.of(items);
    }
}
