package dev.inward.study.measurement.standard;

import dev.inward.statistics.agreement.Auroc;
import dev.inward.statistics.agreement.SignalDetection;
import dev.inward.study.measurement.MeasuredFigure;
import dev.inward.study.measurement.MeasuredItem;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Predicate;

/**
 * The figures of a {@link YesNoQuestion}: accuracies of trivial answers, and of each predictor its
 * accuracy, balanced accuracy, sensitivity, criterion and AUROC.
 *
 * <p>An answer that is neither yes nor no is wrong in accuracies. It has no part in sensitivity and
 * criterion, since it says nothing about the threshold for a yes.
 */
final class YesNoFigures {

    private static final double PERCENT = 100;

    private final List<MeasuredItem> items;
    private final List<MeasuredFigure> figures = new ArrayList<>();

    private YesNoFigures(List<MeasuredItem> items) {
        this.items = items;
    }

    static List<MeasuredFigure> of(List<MeasuredItem> items) {
        List<MeasuredItem> known =
                items.stream()
                        .filter(item -> item.number(YesNoQuestion.IS_YES).isPresent())
                        .toList();
        return known.isEmpty() ? List.of() : new YesNoFigures(known).all();
    }

    private List<MeasuredFigure> all() {
        double yes = mean(items, YesNoQuestion.IS_YES);
        add("alwaysYes", "accuracy of always saying yes, %", PERCENT * yes);
        add("alwaysNo", "accuracy of always saying no, %", PERCENT * (1 - yes));
        for (AskedPredictor predictor : AskedPredictor.values()) {
            if (items.get(0).number(predictor.right()).isPresent()) {
                addOf(predictor);
            }
        }
        return List.copyOf(figures);
    }

    private void addOf(AskedPredictor predictor) {
        add(
                predictor.figure("accuracy"),
                "accuracy of " + predictor.words() + ", %",
                PERCENT * mean(items, predictor.right()));
        List<MeasuredItem> signals = where(items, YesNoQuestion.IS_YES, 1);
        List<MeasuredItem> noises = where(items, YesNoQuestion.IS_YES, 0);
        if (!signals.isEmpty() && !noises.isEmpty()) {
            add(
                    predictor.figure("balanced"),
                    "balanced accuracy of "
                            + predictor.words()
                            + ", % (50 for always yes and always no)",
                    PERCENT
                            * (mean(signals, predictor.right()) + mean(noises, predictor.right()))
                            / 2);
        }
        List<MeasuredItem> answered = having(predictor.saysYes());
        add(
                predictor.figure("answered"),
                "answers of " + predictor.words() + " that are yes or no, %",
                PERCENT * answered.size() / items.size());
        addDetection(predictor, answered);
        addAuroc(predictor);
    }

    private void addDetection(AskedPredictor predictor, List<MeasuredItem> answered) {
        List<MeasuredItem> signals = where(answered, YesNoQuestion.IS_YES, 1);
        List<MeasuredItem> noises = where(answered, YesNoQuestion.IS_YES, 0);
        if (signals.isEmpty() || noises.isEmpty()) {
            return;
        }
        int hits = where(signals, predictor.saysYes(), 1).size();
        int falseAlarms = where(noises, predictor.saysYes(), 1).size();
        var detection =
                new SignalDetection(
                        hits, signals.size() - hits, falseAlarms, noises.size() - falseAlarms);
        add(
                predictor.figure("dPrime"),
                "sensitivity d' of " + predictor.words(),
                detection.dPrime());
        add(
                predictor.figure("criterion"),
                "criterion of " + predictor.words() + " (below 0: it leans to yes)",
                detection.criterion());
    }

    private void addAuroc(AskedPredictor predictor) {
        List<MeasuredItem> drawn = having(predictor.yesShare());
        boolean[] isYes = new boolean[drawn.size()];
        int signals = 0;
        for (int i = 0; i < isYes.length; i++) {
            isYes[i] = is(drawn.get(i), YesNoQuestion.IS_YES, 1);
            signals += isYes[i] ? 1 : 0;
        }
        if (Math.min(signals, isYes.length - signals) < 2) {
            return;
        }
        double[] shares =
                drawn.stream()
                        .mapToDouble(item -> item.number(predictor.yesShare()).orElseThrow())
                        .toArray();
        add(
                predictor.figure("auroc"),
                "AUROC of the share of yes of " + predictor.words(),
                Auroc.of(shares, isYes).area().value());
    }

    private void add(String name, String words, double value) {
        figures.add(new MeasuredFigure(name, words, value));
    }

    private List<MeasuredItem> having(String number) {
        return where(items, item -> item.number(number).isPresent());
    }

    private static List<MeasuredItem> where(List<MeasuredItem> items, String number, double value) {
        return where(items, item -> is(item, number, value));
    }

    private static List<MeasuredItem> where(
            List<MeasuredItem> items, Predicate<MeasuredItem> condition) {
        return items.stream().filter(condition).toList();
    }

    private static boolean is(MeasuredItem item, String number, double value) {
        return item.number(number).equals(OptionalDouble.of(value));
    }

    private static double mean(List<MeasuredItem> items, String number) {
        return items.stream()
                .mapToDouble(item -> item.number(number).orElseThrow())
                .average()
                .orElseThrow();
    }
}
