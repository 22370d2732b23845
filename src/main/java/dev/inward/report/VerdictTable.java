package dev.inward.report;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import dev.inward.report.format.TextTable;
import dev.inward.report.json.Compliance;
import dev.inward.statistics.Interval;
import dev.inward.study.ComparisonRequest;
import dev.inward.study.Protocol;
import dev.inward.study.TrainingLabels;
import dev.inward.verdict.Claim;
import dev.inward.verdict.IntrospectionClaim;
import dev.inward.verdict.MeasurementClaim;
import dev.inward.verdict.NoAdvantageClaim;
import dev.inward.verdict.RungClaim;
import dev.inward.verdict.Verdict;
import dev.inward.verdict.figures.Figures;
import dev.inward.verdict.ladder.ClaimLadder;
import dev.inward.verdict.ladder.RungResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A table with one row for each verdict, printed at the end of the run. */
final class VerdictTable {

    static final List<String> HEADER =
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

    /**
     * States how the figures are computed. Only {@code verdicts.json} has the figures of the paper.
     */
    static final String ARITHMETIC =
            "Mode strict: paired by item, clustered by prompt, macro average over tasks.";

    private VerdictTable() {}

    /** What a narrow terminal does without, the first one first. The summary has all columns. */
    private static final List<String> EXPENDABLE =
            List.of("untrained", "mode", "rungs", "n", "cross", "self", "claim");

    private static final int MAX_EXPLANATIONS = 20;

    /**
     * Returns the table of all claims except regressions; empty if there is none.
     *
     * @param width the number of characters of a line
     */
    static String of(RunVerdicts verdicts, int width) {
        List<RunVerdicts.Judged> claims = verdicts.claims();
        if (claims.isEmpty()) {
            return "";
        }
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEADER);
        claims.forEach(claim -> rows.add(claim.verdict().row()));
        List<String> lines = new ArrayList<>(List.of("", ARITHMETIC));
        lines.addAll(protocols(claims));
        lines.add(TextTable.of(rows, width, EXPENDABLE));
        lines.addAll(explanations(claims));
        verdicts.acrossProperties().forEach(averages -> lines.add(averages.line()));
        claims.stream()
                .filter(claim -> !claim.history().isEmpty())
                .map(claim -> claim.verdict().cell() + ": " + claim.history())
                .forEach(lines::add);
        lines.add("");
        return String.join(System.lineSeparator(), lines);
    }

    /** Returns why claims are not PASS, and which predictions have another format. */
    private static List<String> explanations(List<RunVerdicts.Judged> claims) {
        List<String> all =
                claims.stream()
                        .flatMap(
                                claim ->
                                        Stream.of(
                                                claim.isPass()
                                                        ? ""
                                                        : claim.explanation("")
                                                                + claim.verdict().itemsToSettle(),
                                                warning(claim.verdict())))
                        .filter(line -> !line.isEmpty())
                        .distinct()
                        .toList();
        return all.size() <= MAX_EXPLANATIONS
                ? all
                : Stream.concat(
                                all.stream().limit(MAX_EXPLANATIONS),
                                Stream.of(
                                        number(
                                                "and %d more, in summary.md",
                                                all.size() - MAX_EXPLANATIONS)))
                        .toList();
    }

    private static String warning(ReportedVerdict verdict) {
        String warning = Compliance.warning(verdict.record());
        return warning.isEmpty() ? "" : verdict.cell() + ": " + warning;
    }

    /** Returns one line for each protocol, with the number of its claims if there are several. */
    static List<String> protocols(List<RunVerdicts.Judged> claims) {
        Map<String, Long> counts =
                claims.stream()
                        .collect(
                                groupingBy(
                                        claim -> claim.verdict().text("protocol"),
                                        TreeMap::new,
                                        counting()));
        return counts.entrySet().stream()
                .map(
                        protocol ->
                                String.format(
                                        Locale.ROOT,
                                        "Protocol %s%s: %s.",
                                        protocol.getKey(),
                                        counts.size() == 1
                                                ? ""
                                                : ", "
                                                        + protocol.getValue()
                                                        + " of "
                                                        + claims.size(),
                                        Protocol.named(protocol.getKey()).explanation()))
                .toList();
    }

    /** Returns the claim in a few words, from a row. */
    static String claim(List<String> row) {
        return row.get(HEADER.indexOf("claim"));
    }

    static List<String> row(Verdict verdict) {
        ComparisonRequest request = verdict.evidence().request();
        List<String> row =
                new ArrayList<>(
                        List.of(
                                request.property().name(),
                                request.target(),
                                request.predictorName()));
        row.addAll(
                verdict.figures()
                        .map(VerdictTable::figures)
                        .orElse(List.of("0", "-", "-", "-", "-", "-")));
        row.add(reachedRungs(verdict.evidence().ladder()));
        row.add(claim(verdict));
        row.add(verdict.decision().name());
        return row;
    }

    private static List<String> figures(Figures figures) {
        Interval interval = figures.advantageBounds().interval();
        return List.of(
                String.valueOf(figures.n()),
                number("%.3f", figures.self().estimate()),
                number("%.3f", figures.cross().estimate()),
                number("%.3f", figures.modeBaseline().estimate()),
                number("%.3f", figures.untrainedSelf().estimate()),
                number(
                        "%+.3f [%+.3f, %+.3f]",
                        figures.difference().estimate(), interval.lower(), interval.upper()));
    }

    private static String reachedRungs(ClaimLadder ladder) {
        String reached =
                ladder.results().values().stream()
                        .filter(rung -> rung.state() == RungResult.State.REACHED)
                        .map(rung -> String.valueOf(rung.rung().number()))
                        .collect(Collectors.joining(" "));
        return reached.isEmpty() ? "-" : reached;
    }

    private static String claim(Verdict verdict) {
        String labels =
                verdict.evidence().request().labels() == TrainingLabels.TRUE
                        ? ""
                        : ", permuted labels";
        String claim = shortClaim(verdict.claim());
        String study = verdict.evidence().request().design().study();
        return claim + labels + (study.isEmpty() ? "" : ", study " + study);
    }

    private static String shortClaim(Claim claim) {
        if (claim instanceof IntrospectionClaim) {
            return number("> %+.3f", claim.margin());
        }
        if (claim instanceof NoAdvantageClaim) {
            return number("control: not > %+.3f", claim.margin());
        }
        if (claim instanceof MeasurementClaim measured) {
            return number("%s > %+.3f", measured.measurement(), measured.margin());
        }
        return claim instanceof RungClaim rung ? "rung " + rung.rung().number() : "self > mode";
    }

    private static String number(String format, Object... numbers) {
        return String.format(Locale.ROOT, format, numbers);
    }
}
