package dev.inward.tasks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Choices between two options. Each question comes in both orders of its options, with the same id.
 */
final class Preferences {

    private Preferences() {}

    static List<Map<String, String>> of(String file, long seed) {
        var items = new ArrayList<Map<String, String>>();
        for (List<String> row : Parts.rows(file)) {
            String id = String.valueOf(items.size() / 2 + 1);
            items.add(item(id, row.get(0), row.get(1), row.get(2), "A"));
            items.add(item(id, row.get(0), row.get(2), row.get(1), "B"));
        }
        Collections.shuffle(items, new Random(seed));
        return items;
    }

    private static Map<String, String> item(
            String id, String situation, String a, String b, String target) {
        var item = new LinkedHashMap<String, String>();
        item.put("id", id);
        item.put("situation", situation);
        item.put("a", a);
        item.put("b", b);
        item.put("target", target);
        return item;
    }
}
