package dev.inward.calibration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes the measured tables as Markdown, in the order of their numbers. Tables that this run did
 * not measure stay as they are in the file.
 */
final class CalibrationReport {

    private static final Path FILE = Path.of("src", "calibration", "calibration.md");

    private static final String INTRODUCTION =
            """
            # Calibration of the engine

            `mvn test -Pcalibrate` writes this file. Known-truth models decide which predictions of each item
            are right. The engine judges these comparisons. The run fails if an error rate exceeds its limit.

            - Each cell has %,d seeds, the same seeds in every run. Table 11 has %,d and table 13 has %,d. The
              confidence is 95 %%, and the margin is 5 percentage points unless a table says otherwise.
            - Rates are per cent with 95 %% Clopper-Pearson intervals. Each row shows the worst rate over its
              designs and over the figures with bounds. These are self, cross and their difference, or the mode
              baseline and self minus the mode baseline.
            - The limit is 5 for a PASS, a FAIL or a one-sided bound that is wrong. It is 6 for a 95 %% interval
              that misses the truth (a coverage of 94). A rate exceeds its limit if its one-sided 99.9 %%
              Clopper-Pearson bound does.
            - The power may be 5 points lower than its prediction.
            - Items of one cluster (prompt) correlate by ρ. Size 1–8 means clusters of 3, 1, 8, 5, 2, 7, 4 and 6
              items in this order.
            - Predictors are independent or nested. Nested means that the better one is right wherever the worse
              one is right.
            - Fewer than 30 clusters are INCONCLUSIVE by policy. There, only bounds and intervals can be wrong.

            Tables 8 and 9 have clusters of one item. A sequential run collects the items in random order and in
            growing rounds until the claim is decided, as `-Dinward.sequential=true` does. The other column
            judges the same items once. The designed advantage is the advantage that a fixed number of items
            detects with a power of 80 %%, by the normal approximation. The goal is to use half of the items. No
            test can reach it at exactly the designed advantage. Wald's test is optimal: no test with the same
            error rates needs fewer items on average (Wald and Wolfowitz 1948). It takes 62 %% of the items. The
            run asserts at most 95 %%.

            Table 10: the mean advantage over items is the margin, and prompts have very different numbers of
            items. Fewer than 30 effective prompts decide nothing.

            Table 11: self-prediction of the old version is right on 70 %% and cross-prediction on 50 %% of the
            items. *Same score* is how often both versions get the same score for a prediction. An unchanged model
            at temperature 0 that gives the same answers again has 100 %%. A served model whose answers vary has
            less. The cells have other prompts each, or all have the same 150 prompts. With ρ 0.3 the answers to
            one prompt correlate over the cells. An unchanged version must pass in at least 90 %% of the runs if
            at least 91 %% of its scores stay and the cells do not correlate. It must not fail in more than 5 %%,
            whatever its answers are. A fall of exactly the margin must not pass or fail in more than 5 %%. The
            other rows have no limit.

            Table 12: one item per prompt, and the mean advantage over tasks is the margin. *Discordant* items are
            those on which exactly one predictor is right. Above 1 %% missing nothing is decided. The two rows
            where only one kind of outcome goes missing are the worst case. They have no limit, since no data
            can show this.

            Table 13: *enough* is the number of items with a power of 80 %%, from a pilot of a million items. The
            columns *expected*, *least* and *most* are what inconclusive verdicts say. Their runs had an unlucky
            mean, so *expected* is mostly too large. The range from *least* to *most* is that of an 80 %%
            interval. It must contain the number that is enough in 80 %% of all runs.
            """;

    private static final String HEADING = "## ";

    private final Map<Integer, List<String>> measured = new TreeMap<>();

    /** A table of results. */
    interface Table {

        List<String> lines();

        /** Returns the rows that exceed a limit. */
        List<String> failures();
    }

    /**
     * @param title the title of the table, which begins with its number and a full stop
     */
    void add(String title, Table table) {
        var lines = new ArrayList<String>(List.of(HEADING + title, ""));
        lines.addAll(table.lines());
        lines.forEach(System.out::println);
        measured.put(number(title), lines);
    }

    void write() {
        Map<Integer, List<String>> tables = new TreeMap<>(written());
        tables.putAll(measured);
        var lines = new ArrayList<String>();
        lines.addAll(
                INTRODUCTION
                        .formatted(CalibrationCell.SEEDS, GateCell.RUNS, SettlingCell.SEEDS)
                        .lines()
                        .toList());
        tables.values()
                .forEach(
                        table -> {
                            lines.add("");
                            lines.addAll(table);
                        });
        try {
            Files.createDirectories(FILE.getParent());
            Files.write(FILE, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the tables of the file. */
    private static Map<Integer, List<String>> written() {
        if (!Files.exists(FILE)) {
            return Map.of();
        }
        try {
            Map<Integer, List<String>> tables = new TreeMap<>();
            List<String> table = new ArrayList<>();
            for (String line : Files.readAllLines(FILE)) {
                if (line.startsWith(HEADING)) {
                    table = new ArrayList<>();
                    tables.put(number(line.substring(HEADING.length())), table);
                }
                table.add(line);
            }
            tables.values().forEach(CalibrationReport::removeLastEmptyLine);
            return tables;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void removeLastEmptyLine(List<String> table) {
        if (table.get(table.size() - 1).isEmpty()) {
            table.remove(table.size() - 1);
        }
    }

    private static int number(String title) {
        return Integer.parseInt(title.substring(0, title.indexOf('.')));
    }
}
