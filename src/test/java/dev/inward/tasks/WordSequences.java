package dev.inward.tasks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Sequences of four to seven different words, drawn at random from a list. */
final class WordSequences {

    private WordSequences() {}

    static List<Map<String, String>> of(String file, int count, long seed) {
        List<String> words = Parts.words(file);
        var random = new Random(seed);
        var sequences = new LinkedHashSet<String>();
        while (sequences.size() < count) {
            var shuffled = new ArrayList<>(words);
            Collections.shuffle(shuffled, random);
            sequences.add(String.join(", ", shuffled.subList(0, 4 + random.nextInt(4))));
        }
        return sequences.stream().map(list -> Map.of("list", list)).toList();
    }
}
