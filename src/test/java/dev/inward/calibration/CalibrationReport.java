package dev.inward.calibration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The tables as Markdown, in the order of their titles. */
final class CalibrationReport {

    private static final Path FILE = Path.of("src", "calibration", "calibration.md");

    private static final String HEAD =
            """
            # Calibration of the engine

            Made by `mvn test -Pcalibrate`: models of known truth say who is right on each item, the
            engine judges what comes of it, and the run fails when a rate is above its limit. %,d seeds
            a cell, the same ones in every run; confidence 95 %%; margin 5 percentage points unless told
            otherwise. Rates are per cent, with 95 %% Clopper-Pearson intervals; each row shows the worst
            of its designs and of the figures that are bounded (self, cross, their difference; baseline,
            self above it).

            Limits: 5 for a PASS, a FAIL or a one-sided bound that is wrong, 6 for an interval of 95 %%
            that misses the truth (a coverage of 94). A rate is above its limit when its one-sided 99.9 %%
            Clopper-Pearson limit is. Power may fall short of its prediction by 5 points.

            Items of one cluster (prompt) correlate by ρ; size 1–8 means clusters of 3, 1, 8, 5, 2, 7, 4
            and 6 items by turns. Predictors are right independently of each other, or nested: the better
            one wherever the worse one is. Fewer than 30 clusters are INCONCLUSIVE by policy: there only
            bounds and intervals can err.

            Tables 8 and 9 have clusters of one item, collected in random order and growing batches until
            they decide, as `-Dinward.sequential=true` does it, beside the same items judged once, when all
            have come. The designed advantage is the one that a fixed number of items is to show with a
            power of 80 %%, by the normal approximation. The goal is to use half of the items. Just at the
            designed advantage no test can: even Wald's, than which none that errs as seldom takes fewer
            items on average (Wald and Wolfowitz 1948), takes 62 %% of them. All that is asserted is at
            most 95 %%.
            """;

    private final Map<String, Table> tables = new TreeMap<>();

    /** A table that knows which of its rows miss. */
    interface Table {

        List<String> lines();

        List<String> misses();
    }

    void add(String title, Table table) {
        tables.put(title, table);
        lines(title, table).forEach(System.out::println);
    }

    void write() {
        var lines = new ArrayList<String>();
        lines.addAll(HEAD.formatted(CalibrationCell.SEEDS).lines().toList());
        tables.forEach((title, table) -> lines.addAll(lines(title, table)));
        try {
            Files.createDirectories(FILE.getParent());
            Files.write(FILE, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> lines(String title, Table table) {
        var lines = new ArrayList<String>(List.of("", "## " + title, ""));
        lines.addAll(table.lines());
        return lines;
    }
}
