package dev.inward.tasks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Questions with four options. Each letter is right equally often, up to one question. */
final class Knowledge {

    private Knowledge() {}

    static List<Map<String, String>> of(long seed) {
        var random = new Random(seed);
        var questions = new ArrayList<Map<String, String>>();
        Parts.rowsByHeading("knowledge.txt")
                .forEach(
                        (source, rows) ->
                                rows.forEach(row -> questions.add(question(row, source))));
        Collections.shuffle(questions, random);
        for (int number = 0; number < questions.size(); number++) {
            arrange(questions.get(number), number % 4, random);
        }
        Collections.shuffle(questions, random);
        return questions;
    }

    private static Map<String, String> question(List<String> row, String source) {
        var question = new LinkedHashMap<String, String>();
        question.put("question", row.get(0));
        for (int option = 0; option < 4; option++) {
            question.put(letter(option), row.get(option + 1));
        }
        question.put("target", "A");
        question.put("source", source);
        return question;
    }

    /**
     * Moves the right option from the first place to another. The order of the others is random.
     */
    private static void arrange(Map<String, String> question, int right, Random random) {
        var options = new ArrayList<String>();
        for (int option = 1; option < 4; option++) {
            options.add(question.get(letter(option)));
        }
        Collections.shuffle(options, random);
        options.add(right, question.get("a"));
        for (int option = 0; option < 4; option++) {
            question.put(letter(option), options.get(option));
        }
        question.put("target", String.valueOf("ABCD".charAt(right)));
    }

    private static String letter(int option) {
        return String.valueOf("abcd".charAt(option));
    }
}
