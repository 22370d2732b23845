package dev.inward.classifier;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Shuffled prompts of one template with two slots, labelled by a known rule. */
final class TwoSlotPrompts {

    static final int WORD_COUNT = 12;

    private static final List<String> ANIMALS =
            List.of(
                    "ant", "bear", "eel", "emu", "fox", "ibis", "otter", "owl", "snake", "tiger",
                    "wolf", "zebra");
    private static final int TRAINING_ROWS = 90;

    private final List<LabelledPrompt> rows = new ArrayList<>();

    interface Rule {
        Object label(int first, int second);
    }

    TwoSlotPrompts(Random random, Rule rule) {
        for (int first = 0; first < WORD_COUNT; first++) {
            for (int second = 0; second < WORD_COUNT; second++) {
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
        return rows.subList(0, TRAINING_ROWS);
    }

    /** {@return the other 42} */
    List<LabelledPrompt> heldOut() {
        return rows.subList(TRAINING_ROWS, rows.size());
    }

    /** {@return the share of held-out rows with a correct prediction} */
    double accuracy(InputOnlyClassifier classifier, long seed) {
        PromptClassifier trained = classifier.train(training(), seed);
        long correct =
                heldOut().stream()
                        .filter(row -> trained.predict(row.prompt()).equals(row.label()))
                        .count();
        return (double) correct / heldOut().size();
    }
}
