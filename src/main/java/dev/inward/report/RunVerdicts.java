package dev.inward.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.inward.parts.WholeRun;
import dev.inward.report.json.AcrossPropertiesRecord;
import dev.inward.report.paper.PaperPage;
import dev.inward.statistics.PValueAdjustment;
import dev.inward.verdict.AdvantageAcrossProperties;
import dev.inward.verdict.Decision;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The verdicts of a whole run, each claim once, sorted.
 *
 * @param judged the claims about single cells with their last verdicts
 * @param gate the claim over all cells of the regression gate; empty if there is none
 */
record RunVerdicts(List<Judged> judged, Optional<ReportedVerdict> gate) {

    /**
     * A claim.
     *
     * @param verdict the last verdict on it
     * @param decisions the decisions of all verdicts on it, in order
     */
    record Judged(ReportedVerdict verdict, List<Decision> decisions) {

        boolean isPass() {
            return decisions.stream().allMatch(decision -> decision == Decision.PASS);
        }

        /**
         * Returns a regression as all cells of the run together give it: the JVM that judged it may
         * not have known the others. A FAIL stays.
         */
        Judged revisedBy(ReportedVerdict gate) {
            if (!verdict.isRegression()) {
                return this;
            }
            int last = decisions.size() - 1;
            ReportedVerdict revised = verdict.revisedBy(gate);
            Decision decision = Decision.valueOf(revised.text("verdict"));
            if (decisions.get(last) == Decision.FAIL && decision != Decision.FAIL) {
                return this;
            }
            List<Decision> changed = new ArrayList<>(decisions);
            changed.set(last, decision);
            return new Judged(revised, changed);
        }

        /** Returns a sentence that names all verdicts; empty if there is only one. */
        String history() {
            return decisions.size() == 1
                    ? ""
                    : String.format(
                            Locale.ROOT,
                            "judged %d times: %s",
                            decisions.size(),
                            decisions.stream()
                                    .map(Decision::name)
                                    .collect(Collectors.joining(", ")));
        }

        /** Returns why the claim is not simply PASS. */
        String explanation(String expectation) {
            String history = history();
            return String.format(
                    Locale.ROOT,
                    "%s: %s%s: %s%s",
                    verdict.text("verdict"),
                    verdict.cell(),
                    expectation,
                    verdict.text("reason"),
                    history.isEmpty() ? "" : " (" + history + ")");
        }
    }

    static RunVerdicts of(WholeRun run) {
        List<Judged> all =
                run.verdicts().stream()
                        .map(
                                it ->
                                        new Judged(
                                                ReportedVerdict.read(it.last().report()),
                                                it.decisions()))
                        .sorted(Comparator.comparing(Judged::verdict, ReportedVerdict.ORDER))
                        .toList();
        Optional<ReportedVerdict> gate =
                all.stream().map(Judged::verdict).filter(ReportedVerdict::isGate).findFirst();
        return new RunVerdicts(
                all.stream()
                        .filter(it -> !it.verdict().isGate())
                        .map(it -> gate.map(it::revisedBy).orElse(it))
                        .toList(),
                gate);
    }

    List<Judged> regressions() {
        return judged.stream().filter(it -> it.verdict().isRegression()).toList();
    }

    /** Returns the rows of the regression gate: one for each figure, then that of all cells. */
    List<List<String>> regressionRows() {
        return Stream.concat(regressions().stream().map(Judged::verdict), gate.stream())
                .map(ReportedVerdict::row)
                .toList();
    }

    List<Judged> claims() {
        return judged.stream().filter(it -> !it.verdict().isRegression()).toList();
    }

    List<AcrossPropertiesRecord> acrossProperties() {
        return AdvantageAcrossProperties.ofAdvantages(
                        judged.stream()
                                .map(it -> it.verdict().advantages())
                                .filter(Objects::nonNull)
                                .toList())
                .stream()
                .map(AcrossPropertiesRecord::of)
                .toList();
    }

    /** Returns the figures of the paper beside these as Markdown; empty if it has none of them. */
    String paperPage() {
        return PaperPage.of(judged.stream().map(it -> it.verdict().record()).toList());
    }

    /** Returns the entries of {@code verdicts.json}. */
    List<ObjectNode> records() {
        List<ObjectNode> records =
                judged.stream().map(it -> it.verdict().record().deepCopy()).toList();
        adjustPValues(records);
        ServedModels served = ServedModels.of(this);
        for (int i = 0; i < records.size(); i++) {
            if (judged.get(i).decisions().size() > 1) {
                ArrayNode all = records.get(i).putArray("judged");
                judged.get(i).decisions().forEach(decision -> all.add(decision.name()));
            }
            List<String> notes = served.notes(records.get(i));
            if (!notes.isEmpty()) {
                notes.forEach(records.get(i).putArray("notes")::add);
            }
        }
        return records;
    }

    /** Adjusts the p-values of all claims of an advantage. Controls claim none. */
    private void adjustPValues(List<ObjectNode> records) {
        int[] family =
                IntStream.range(0, judged.size())
                        .filter(i -> kind(i) != ReportedVerdict.Kind.CONTROL)
                        .filter(i -> judged.get(i).verdict().p().isPresent())
                        .toArray();
        double[] adjusted =
                PValueAdjustment.BENJAMINI_HOCHBERG.adjust(
                        IntStream.of(family)
                                .mapToDouble(i -> judged.get(i).verdict().p().orElseThrow())
                                .toArray());
        for (int i = 0; i < family.length; i++) {
            records.get(family[i]).put("adjustedP", adjusted[i]);
        }
    }

    private ReportedVerdict.Kind kind(int index) {
        return judged.get(index).verdict().kind();
    }
}
