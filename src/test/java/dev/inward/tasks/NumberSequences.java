package dev.inward.tasks;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Sequences of four to seven numbers: with a rule, or without one. */
final class NumberSequences {

    private NumberSequences() {}

    /** Returns sequences of twelve kinds of rules. */
    static List<Map<String, String>> withRule(int count, long seed) {
        var random = new Random(seed);
        var lists = new LinkedHashSet<String>();
        for (int kind = 0; lists.size() < count; kind = (kind + 1) % 12) {
            addIfDistinct(text(rule(kind, random).limit(4 + random.nextInt(4))), lists);
        }
        return items(lists);
    }

    /** Returns sequences of numbers that are drawn independently, of four ranges in turn. */
    static List<Map<String, String>> withoutRule(int count, long seed) {
        var random = new Random(seed);
        int[] limits = {20, 100, 1_000, 10_000};
        var lists = new LinkedHashSet<String>();
        for (int kind = 0; lists.size() < count; kind = (kind + 1) % limits.length) {
            int limit = limits[kind];
            addIfDistinct(
                    text(
                            LongStream.generate(() -> 1L + random.nextInt(limit))
                                    .limit(4 + random.nextInt(4))),
                    lists);
        }
        return items(lists);
    }

    /** Leaves out a list that shares three quarters of its numbers with another one. */
    private static void addIfDistinct(String list, Set<String> lists) {
        Set<String> numbers = Set.copyOf(List.of(list.split(", ")));
        for (String other : lists) {
            var all = new HashSet<>(List.of(other.split(", ")));
            int size = all.size() + numbers.size();
            all.addAll(numbers);
            if (4 * (size - all.size()) >= 3 * all.size()) {
                return;
            }
        }
        lists.add(list);
    }

    private static LongStream rule(int kind, Random random) {
        long a = 1L + random.nextInt(90);
        long b = 2L + random.nextInt(28);
        long c = 2L + random.nextInt(4);
        LongStream indices = LongStream.iterate(0, i -> i + 1);
        return switch (kind) {
            case 0 -> indices.map(i -> a + b * i);
            case 1 -> indices.map(i -> 900 + a - b * i);
            case 2 -> LongStream.iterate(a, x -> x * c);
            case 3 -> indices.map(i -> (i + b) * (i + b) + a);
            case 4 -> indices.map(i -> (i + c) * (i + c) * (i + c) - a);
            case 5 -> indices.map(i -> (i + b) * (i + b + 1) / 2);
            case 6 -> fibonacci(a, b);
            case 7 -> indices.map(i -> a + (i + 1) / 2 * b - i / 2 * c);
            case 8 -> LongStream.iterate(a, x -> c * x + b);
            case 9 -> indices.map(i -> i % 2 == 0 ? a + b * (i / 2) : 500 + a - c * (i / 2));
            case 10 -> indices.map(i -> a + b * i * (i + 1) / 2);
            default -> indices.map(i -> a * (i + c) + b);
        };
    }

    private static LongStream fibonacci(long first, long second) {
        long[] next = {first, second};
        return LongStream.generate(
                () -> {
                    long value = next[0];
                    next[0] = next[1];
                    next[1] += value;
                    return value;
                });
    }

    private static String text(LongStream numbers) {
        return numbers.mapToObj(String::valueOf).collect(Collectors.joining(", "));
    }

    private static List<Map<String, String>> items(Set<String> lists) {
        return lists.stream().map(list -> Map.of("list", list)).toList();
    }
}
