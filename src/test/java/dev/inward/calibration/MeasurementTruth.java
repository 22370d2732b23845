package dev.inward.calibration;

import dev.inward.model.Prompt;
import dev.inward.property.BehavioralProperties;
import dev.inward.property.BehavioralProperty;
import dev.inward.study.measurement.MeasuredCell;
import dev.inward.study.measurement.Participant;
import dev.inward.study.measurement.StudyMeasurement;
import dev.inward.study.measurement.standard.AttributeWeightsMeasurement;
import dev.inward.study.measurement.standard.BehaviourChangeMeasurement;
import dev.inward.study.measurement.standard.CalibrationMeasurement;
import dev.inward.study.measurement.standard.QuotedAnswerMeasurement;
import dev.inward.task.Item;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Models whose forecasts, changes of behaviour or reports are known. */
enum MeasurementTruth {
    SAME_SHARES("self and cross both draw the behaviour's shares") {
        @Override
        MeasuredCell cell(SplittableRandom random) {
            return drawing(random, share -> share, share -> share);
        }
    },
    EQUAL_SCORES(
            "self draws either value equally often, cross is certain: equal quadratic scores") {
        @Override
        MeasuredCell cell(SplittableRandom random) {
            return drawing(random, share -> 0.5, share -> 1.0);
        }
    },
    CERTAIN_SELF("self is certain, cross draws either value") {
        @Override
        MeasuredCell cell(SplittableRandom random) {
            return drawing(random, share -> 1.0, share -> 0.5);
        }
    },
    NO_MORE_THAN_FREQUENCIES("self draws the training values' shares, cross is always wrong") {
        @Override
        MeasuredCell cell(SplittableRandom random) {
            return new KnownCell(
                    drawing("target", random, LIKELY_SHARE),
                    drawing("self", random, 0.5),
                    new KnownParticipant("cross", prompt -> "wrong"),
                    model -> drawing(model, random, LIKELY_SHARE),
                    List.of(LIKELY, UNLIKELY));
        }
    },
    NEW_OR_OLD_BY_CHANCE("predictions say the new or the old value by chance") {
        @Override
        MeasuredCell cell(SplittableRandom random) {
            return changing(random, 0.5, 0, 0.5, List.of("rare"));
        }
    },
    ONE_VALUE_WAS_TAUGHT("the behaviour becomes one value, and predictions always say it") {
        @Override
        MeasuredCell cell(SplittableRandom random) {
            return changing(random, 1, 0, 0, List.of("new"));
        }
    },
    PLACEBO_CHANGES_AS_MUCH("predictions say the new value more often, after the placebo too") {
        @Override
        MeasuredCell cell(SplittableRandom random) {
            return changing(random, 0.7, 0.7, 0.2, List.of("rare"));
        }
    },
    RANDOM_REPORTS("self and cross report weights at random") {
        @Override
        MeasuredCell cell(SplittableRandom random) {
            return weighing(
                    () ->
                            new WeightTruth.Drawn(
                                    WeightTruth.random(random),
                                    WeightTruth.random(random),
                                    WeightTruth.random(random)));
        }
    },
    CROSS_REPORTS_AS_WELL("self and cross report the weights with equal errors") {
        @Override
        MeasuredCell cell(SplittableRandom random) {
            return weighing(
                    () -> {
                        double[] weights = WeightTruth.random(random);
                        return new WeightTruth.Drawn(
                                weights,
                                WeightTruth.sum(weights, WeightTruth.random(random)),
                                WeightTruth.sum(weights, WeightTruth.random(random)));
                    });
        }
    },
    USUAL_WEIGHTS_ARE_AS_NEAR("self's report is as near to the weights as the usual ones") {
        @Override
        MeasuredCell cell(SplittableRandom random) {
            return weighing(
                    () -> {
                        double[] reported = WeightTruth.signs(random);
                        return new WeightTruth.Drawn(
                                WeightTruth.either(WeightTruth.USUAL, reported, random),
                                reported,
                                WeightTruth.random(random));
                    });
        }
    },
    USUAL_REPORTS("self reports the usual weights, to which the weights are near") {
        @Override
        MeasuredCell cell(SplittableRandom random) {
            return weighing(
                    () ->
                            new WeightTruth.Drawn(
                                    WeightTruth.sum(WeightTruth.USUAL, WeightTruth.random(random)),
                                    WeightTruth.USUAL,
                                    WeightTruth.random(random)));
        }
    },
    RIGHT_AT_THE_MARGIN("the value of 80 % of quoted answers is right, at a margin of 0.8") {
        @Override
        MeasuredCell cell(SplittableRandom random) {
            Participant target = predicting("target", random, "old", 0, 1);
            return new KnownCell(
                    target,
                    predicting("self", random, "old", 0, 0.8),
                    target,
                    model -> target,
                    List.of("rare"));
        }

        @Override
        double margin() {
            return 0.8;
        }
    };

    private static final String LIKELY = "likely";
    private static final String UNLIKELY = "unlikely";
    private static final double LIKELY_SHARE = 0.75;

    private final String words;

    MeasurementTruth(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    StudyMeasurement measurement() {
        return switch (this) {
            case SAME_SHARES, EQUAL_SCORES, CERTAIN_SELF, NO_MORE_THAN_FREQUENCIES ->
                    new CalibrationMeasurement();
            case NEW_OR_OLD_BY_CHANCE, ONE_VALUE_WAS_TAUGHT, PLACEBO_CHANGES_AS_MUCH ->
                    new BehaviourChangeMeasurement("other");
            case RANDOM_REPORTS, CROSS_REPORTS_AS_WELL, USUAL_WEIGHTS_ARE_AS_NEAR, USUAL_REPORTS ->
                    new AttributeWeightsMeasurement(20, 0);
            case RIGHT_AT_THE_MARGIN -> new QuotedAnswerMeasurement();
        };
    }

    /** Returns the margin of the claim. */
    double margin() {
        return 0;
    }

    /** Returns an item that is measured. */
    Item item(int number) {
        return WeightTruth.item(number);
    }

    /** Returns the models of one run. */
    abstract MeasuredCell cell(SplittableRandom random);

    private static MeasuredCell weighing(Supplier<WeightTruth.Drawn> drawn) {
        var truth = new WeightTruth(drawn);
        return new KnownCell(
                truth.target(), truth.self(), truth.cross(), model -> truth.target(), List.of());
    }

    /** The likely value of each item has a share of 0.75; forecasts give it another one. */
    private static MeasuredCell drawing(
            SplittableRandom random,
            Function<Double, Double> self,
            Function<Double, Double> cross) {
        return new KnownCell(
                drawing("target", random, LIKELY_SHARE),
                drawing("self", random, self.apply(LIKELY_SHARE)),
                drawing("cross", random, cross.apply(LIKELY_SHARE)),
                model -> drawing(model, random, LIKELY_SHARE),
                List.of("rare"));
    }

    private static Participant drawing(String name, SplittableRandom random, double share) {
        return new KnownParticipant(
                name, prompt -> random.nextDouble() < share ? LIKELY : UNLIKELY);
    }

    /**
     * The behaviour changes on every item.
     *
     * @param saysNew the probability that a prediction says the new value
     * @param placeboSaysNew the same after the placebo
     * @param saysOld the probability that either says the old value
     * @param taught the values of the answers that were learned
     */
    private static MeasuredCell changing(
            SplittableRandom random,
            double saysNew,
            double placeboSaysNew,
            double saysOld,
            List<String> taught) {
        Participant before = predicting("target", random, "old", 0, 1);
        return new KnownCell(
                before,
                before,
                before,
                model ->
                        model.equals("target")
                                ? predicting(model, random, "old", placeboSaysNew, saysOld)
                                : predicting(model, random, "new", saysNew, saysOld),
                taught);
    }

    private static Participant predicting(
            String name,
            SplittableRandom random,
            String behaviour,
            double saysNew,
            double saysOld) {
        return new KnownParticipant(
                name,
                prompt -> {
                    if (!prompt.lastText().equals(KnownCell.HYPOTHETICAL)) {
                        return behaviour;
                    }
                    double draw = random.nextDouble();
                    return draw < saysNew ? "new" : draw < saysNew + saysOld ? "old" : "neither";
                });
    }

    /** A model whose answers are known. */
    record KnownParticipant(String name, Function<Prompt, String> answers) implements Participant {

        @Override
        public boolean canPredictOthers() {
            return false;
        }

        @Override
        public CompletableFuture<String> answer(Prompt prompt) {
            return CompletableFuture.completedFuture(answers.apply(prompt));
        }

        @Override
        public CompletableFuture<List<String>> answers(
                Prompt prompt, int count, double temperature) {
            return CompletableFuture.completedFuture(
                    Stream.generate(() -> answers.apply(prompt)).limit(count).toList());
        }
    }

    private record KnownCell(
            Participant target,
            Participant self,
            Participant cross,
            Function<String, Participant> changed,
            List<String> training)
            implements MeasuredCell {

        private static final String HYPOTHETICAL = "what would you say?";

        @Override
        public BehavioralProperty property() {
            return BehavioralProperties.named("first_word");
        }

        @Override
        public boolean areTrained() {
            return false;
        }

        @Override
        public Participant selfAfterLearning(String model) {
            return changed.apply(model);
        }

        @Override
        public Prompt hypotheticalPrompt(Item item) {
            return Prompt.ofUser(HYPOTHETICAL);
        }

        @Override
        public Prompt controlPrompt(Item item, String answer) {
            return Prompt.ofUser(HYPOTHETICAL);
        }

        @Override
        public Optional<String> expected(Item item) {
            return Optional.of("old");
        }

        @Override
        public CompletableFuture<Optional<String>> value(
                Item item, Participant model, Prompt prompt) {
            return model.answer(prompt).thenApply(Optional::of);
        }

        @Override
        public CompletableFuture<List<Optional<String>>> values(
                Item item, Participant model, Prompt prompt, int count, double temperature) {
            return model.answers(prompt, count, temperature)
                    .thenApply(answers -> answers.stream().map(Optional::of).toList());
        }

        @Override
        public List<String> trainingValues(String model, Item item) {
            return training;
        }

        @Override
        public Optional<String> prediction(String answer) {
            return Optional.of(answer);
        }
    }
}
