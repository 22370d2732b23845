package dev.inward.report;

import dev.inward.model.budget.PlannedCalls;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a run would take, one line a model and one for all, printed where it has changed. */
final class PlannedCallsTable {

    private static final List<String> HEAD =
            List.of("model", "kept", "calls", "input tokens", "output tokens", "money");

    private final PrintStream out;
    private List<PlannedCalls> printed = List.of();

    PlannedCallsTable(PrintStream out) {
        this.out = out;
    }

    synchronized void print(List<PlannedCalls> calls) {
        if (calls.equals(printed)) {
            return;
        }
        printed = List.copyOf(calls);
        var all = new PlannedCalls("all", 0, 0, 0, 0, Optional.of(BigDecimal.ZERO));
        List<List<String>> lines = new ArrayList<>();
        lines.add(HEAD);
        for (PlannedCalls model : calls) {
            lines.add(line(model));
            all = all.plus(model);
        }
        lines.add(line(all));
        String newLine = System.lineSeparator();
        out.println(
                newLine
                        + "What this run would take at the most; nobody was asked:"
                        + newLine
                        + TextTable.of(lines)
                        + newLine);
    }

    private static List<String> line(PlannedCalls calls) {
        return List.of(
                calls.model(),
                number(calls.kept()),
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
