package dev.inward.tasks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Requests of twelve kinds. Each kind has ten frames and ten subjects, and each pair of them has
 * one of nine endings or none. Any two requests of a kind share at most one of the three parts.
 */
final class Requests {

    private static final int VARIANTS = 10;

    private Requests() {}

    static List<Map<String, String>> of(long seed) {
        List<List<String>> endings = Parts.rows("request-endings.txt");
        var random = new Random(seed);
        var requests = new ArrayList<String>();
        Parts.groups("requests.txt")
                .forEach(
                        (kind, groups) -> {
                            int shift = random.nextInt(VARIANTS);
                            for (int frame = 0; frame < VARIANTS; frame++) {
                                for (int subject = 0; subject < VARIANTS; subject++) {
                                    int ending = (frame + subject + shift) % VARIANTS;
                                    String request =
                                            groups.get(0)
                                                    .get(frame)
                                                    .replace("_", groups.get(1).get(subject));
                                    requests.add(request + ending(endings, ending));
                                }
                            }
                        });
        Collections.shuffle(requests, random);
        return requests.stream().map(request -> Map.of("request", request)).toList();
    }

    /** One in ten requests has no ending. */
    private static String ending(List<List<String>> endings, int number) {
        return number == endings.size() ? "" : " " + endings.get(number).get(0);
    }
}
