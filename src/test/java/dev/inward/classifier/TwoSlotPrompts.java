package dev.inward.classifier;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Prompts of one template with two slots, shuffled, each labelled by a rule that is known. */
final class TwoSlotPrompts {

    static final int WORDS = 12;

    private static final List<String> ANIMALS =
            List.of(
                    "ant", "bear", "eel", "emu", "fox", "ibis", "otter", "owl", "snake", "tiger",
                    "wolf", "zebra");
    private static final int TRAINING = 90;

    private final List<LabelledPrompt> rows = new ArrayList<>();

    interface Rule {
        Object label(int first, int second);
    }

    TwoSlotPrompts(Random random, Rule rule) {
        for (int first = 0; first < WORDS; first++) {
            for (int second = 0; second < WORDS; second++) {
                if (first != second) {
                    rows.add(
                            new LabelledPrompt(
                                    prompt(ANIMALS.get(first), ANIMALS.get(second)),
                                    String.valueOf(rule.label(first, second))));
                }
            }
        }
        Collections.shuffle(rows, random);
    }

    static String prompt(String first, String second) {
        return "Which animal follows %s, %s?".formatted(first, second);
    }

    /** {@return 90 of the 132 rows} */
    List<LabelledPrompt> training() {
        return rows.subList(0, TRAINING);
    }

    /** {@return the other 42} */
    List<LabelledPrompt> heldOut() {
        return rows.subList(TRAINING, rows.size());
    }

    /** {@return the share of the held-out rows whose label is predicted, after training} */
    double accuracy(InputOnlyClassifier classifier, long seed) {
        PromptClassifier trained = classifier.train(training(), seed);
        long right =
                heldOut().stream()
                        .filter(row -> trained.predict(row.prompt()).equals(row.label()))
                        .count();
        return (double) right / heldOut().size();
    }
}
