package dev.inward.report;

import dev.inward.statistics.Interval;
import dev.inward.study.ComparisonRequest;
import dev.inward.study.Labels;
import dev.inward.verdict.AcrossProperties;
import dev.inward.verdict.Claim;
import dev.inward.verdict.IntrospectionClaim;
import dev.inward.verdict.NoAdvantageClaim;
import dev.inward.verdict.RungClaim;
import dev.inward.verdict.Verdict;
import dev.inward.verdict.figures.Figures;
import dev.inward.verdict.ladder.ClaimLadder;
import dev.inward.verdict.ladder.RungResult;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * One line a verdict, printed when the run is over.
 *
 * <p>This class is thread-safe.
 */
final class VerdictTable {

    static final List<String> HEAD =
            List.of(
                    "property",
                    "target",
                    "predictor",
                    "n",
                    "self",
                    "cross",
                    "mode",
                    "untrained",
                    "self - cross",
                    "rungs",
                    "claim",
                    "verdict");

    /** The arithmetic of the figures; that of the paper stands in the file of verdicts. */
    static final String MODE =
            "Mode strict: paired by item, clustered by prompt, macro average over tasks.";

    private final PrintStream out;
    private final List<Verdict> verdicts = new ArrayList<>();

    VerdictTable(PrintStream out) {
        this.out = out;
    }

    synchronized void add(Verdict verdict) {
        verdicts.add(verdict);
    }

    /** Prints the verdicts that came since it was printed last. */
    synchronized void print() {
        if (verdicts.isEmpty()) {
            return;
        }
        List<List<String>> lines = new ArrayList<>();
        lines.add(HEAD);
        List<Verdict> sorted = verdicts.stream().sorted(VerdictOrder.COMPARATOR).toList();
        verdicts.clear();
        sorted.stream().map(VerdictTable::line).forEach(lines::add);
        out.println(System.lineSeparator() + MODE);
        out.println(TextTable.of(lines));
        AcrossProperties.of(sorted).stream()
                .map(AcrossPropertiesRecord::of)
                .map(AcrossPropertiesRecord::line)
                .forEach(out::println);
        out.println();
    }

    static List<String> line(Verdict verdict) {
        ComparisonRequest request = verdict.evidence().request();
        List<String> line =
                new ArrayList<>(
                        List.of(request.property().name(), request.target(), request.predictor()));
        line.addAll(
                verdict.figures()
                        .map(VerdictTable::figures)
                        .orElse(List.of("0", "-", "-", "-", "-", "-")));
        line.add(rungs(verdict.evidence().ladder()));
        line.add(claim(verdict));
        line.add(verdict.decision().name());
        return line;
    }

    private static List<String> figures(Figures figures) {
        Interval interval = figures.advantageBounds().interval();
        return List.of(
                String.valueOf(figures.n()),
                number("%.3f", figures.self().estimate()),
                number("%.3f", figures.cross().estimate()),
                number("%.3f", figures.baseline().estimate()),
                number("%.3f", figures.untrainedSelf().estimate()),
                number(
                        "%+.3f [%+.3f, %+.3f]",
                        figures.difference().estimate(), interval.lower(), interval.upper()));
    }

    /** The rungs of the claim ladder that are reached. */
    private static String rungs(ClaimLadder ladder) {
        String reached =
                ladder.standings().values().stream()
                        .filter(standing -> standing.state() == RungResult.State.REACHED)
                        .map(standing -> String.valueOf(standing.rung().number()))
                        .collect(Collectors.joining(" "));
        return reached.isEmpty() ? "-" : reached;
    }

    private static String claim(Verdict verdict) {
        String labels =
                verdict.evidence().request().labels() == Labels.TRUE ? "" : ", permuted labels";
        String claim = shortClaim(verdict.claim());
        return claim + labels;
    }

    private static String shortClaim(Claim claim) {
        if (claim instanceof IntrospectionClaim) {
            return number("> %+.3f", claim.margin());
        }
        if (claim instanceof NoAdvantageClaim) {
            return number("control: not > %+.3f", claim.margin());
        }
        return claim instanceof RungClaim rung ? "rung " + rung.rung().number() : "self > mode";
    }

    private static String number(String format, Object... numbers) {
        return String.format(Locale.ROOT, format, numbers);
    }
}
