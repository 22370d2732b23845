package dev.inward.report;

import dev.inward.model.budget.PlannedCalls;
import dev.inward.report.format.Console;
import dev.inward.report.format.TextTable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A table of the calls that a run needs, with one row for each model and a total. Prints only if
 * the calls have changed.
 *
 * <p>This class is thread-safe.
 */
final class PlannedCallsTable {

    private static final List<String> HEADER =
            List.of("model", "stored", "calls", "input tokens", "output tokens", "money");

    private final Console out;
    private List<PlannedCalls> lastPrinted = List.of();

    PlannedCallsTable(Console out) {
        this.out = out;
    }

    synchronized void print(List<PlannedCalls> calls) {
        if (calls.equals(lastPrinted)) {
            return;
        }
        lastPrinted = List.copyOf(calls);
        var total = new PlannedCalls("all", 0, 0, 0, 0, Optional.of(BigDecimal.ZERO));
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEADER);
        for (PlannedCalls model : calls) {
            rows.add(row(model));
            total = total.plus(model);
        }
        rows.add(row(total));
        String lineBreak = System.lineSeparator();
        out.println(
                lineBreak
                        + "This run needs at most (no model was called):"
                        + lineBreak
                        + TextTable.of(rows)
                        + lineBreak);
    }

    private static List<String> row(PlannedCalls calls) {
        return List.of(
                calls.model(),
                number(calls.storedAnswers()),
                number(calls.calls()),
                number(calls.inputTokens()),
                number(calls.outputTokens()),
                calls.money()
                        .map(money -> money.setScale(2, RoundingMode.UP).toPlainString())
                        .orElse("price not known"));
    }

    private static String number(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }
}
