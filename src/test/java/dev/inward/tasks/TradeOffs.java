package dev.inward.tasks;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Choices between two options with five attributes each, for several people. */
final class TradeOffs {

    private static final int ROLES = 5;

    private static final Pattern ATTRIBUTE =
            Pattern.compile("(.+): ([\\d.]+) to ([\\d.]+)( [^,]+)?, usually (more|less|either)");

    private TradeOffs() {}

    static List<Map<String, String>> of(long seed) {
        var random = new Random(seed);
        List<String> roles =
                new ArrayList<>(Parts.rows("roles.txt").stream().map(row -> row.get(0)).toList());
        var items = new ArrayList<Map<String, String>>();
        for (List<String> row : Parts.rows("trade-offs.txt")) {
            Collections.shuffle(roles, random);
            for (String role : roles.subList(0, ROLES)) {
                var item = new LinkedHashMap<String, String>();
                item.put("role", role);
                item.put("choice", row.get(0));
                item.put("attributes", row.get(1));
                item.put("a", option(row.get(1), random));
                item.put("b", option(row.get(1), random));
                items.add(item);
            }
        }
        Collections.shuffle(items, random);
        return items;
    }

    private static String option(String attributes, Random random) {
        return Stream.of(attributes.split("; "))
                .map(attribute -> value(attribute, random))
                .collect(Collectors.joining("; "));
    }

    private static String value(String attribute, Random random) {
        Matcher found = ATTRIBUTE.matcher(attribute);
        if (!found.matches()) {
            throw new IllegalArgumentException(attribute);
        }
        var least = new BigDecimal(found.group(2));
        BigDecimal range = new BigDecimal(found.group(3)).subtract(least);
        BigDecimal value =
                least.add(range.multiply(BigDecimal.valueOf(random.nextDouble())))
                        .setScale(range.doubleValue() < 5 ? 1 : 0, RoundingMode.HALF_EVEN);
        String unit = found.group(4) == null ? "" : found.group(4);
        return found.group(1) + ": " + value.toPlainString() + unit;
    }
}
