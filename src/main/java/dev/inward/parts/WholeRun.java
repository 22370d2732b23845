package dev.inward.parts;

import com.fasterxml.jackson.databind.JsonNode;
import dev.inward.verdict.Decision;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All parts of a reports folder together. Usually they are those of one run. If several runs write
 * to the folder at the same time, it holds all of them.
 *
 * <p>Instances are immutable and thread-safe.
 */
public final class WholeRun {

    private final List<PartsFolder.StoredPart> parts;

    WholeRun(List<PartsFolder.StoredPart> parts) {
        this.parts = List.copyOf(parts);
    }

    /**
     * A claim with all its verdicts.
     *
     * @param last the last verdict, which counts for the figures
     * @param decisions the decisions in order, the last one included
     */
    public record Judged(JudgedClaim last, List<Decision> decisions) {

        /** Copies the decisions. */
        public Judged {
            decisions = List.copyOf(decisions);
        }
    }

    WholeRun only(RunIdentity run) {
        return new WholeRun(parts.stream().filter(it -> it.part().run().isSame(run)).toList());
    }

    long lastOrder() {
        return parts.stream().mapToLong(it -> it.part().lastOrder()).max().orElse(0);
    }

    /** {@return the number of JVMs that have written a part} */
    public int jvms() {
        return parts.size();
    }

    /** {@return the number of JVMs whose evals still run} */
    public int running() {
        return (int) parts.stream().filter(it -> it.isAlive() && !it.part().isEnded()).count();
    }

    /** {@return every claim once, in the order of the first verdicts} */
    public List<Judged> verdicts() {
        Map<List<String>, List<JudgedClaim>> byIdentity = new LinkedHashMap<>();
        parts.stream()
                .flatMap(it -> it.part().verdicts().stream())
                .sorted(Comparator.comparingLong(JudgedClaim::order))
                .forEach(
                        verdict ->
                                byIdentity
                                        .computeIfAbsent(
                                                verdict.identity(), it -> new ArrayList<>())
                                        .add(verdict));
        return byIdentity.values().stream()
                .map(
                        verdicts ->
                                new Judged(
                                        verdicts.get(verdicts.size() - 1),
                                        verdicts.stream().map(JudgedClaim::decision).toList()))
                .toList();
    }

    /** Returns the parts of each run. */
    List<List<PartsFolder.StoredPart>> runs() {
        List<List<PartsFolder.StoredPart>> runs = new ArrayList<>();
        for (PartsFolder.StoredPart part : parts) {
            runs.stream()
                    .filter(run -> run.get(0).part().run().isSame(part.part().run()))
                    .findFirst()
                    .orElseGet(
                            () -> {
                                List<PartsFolder.StoredPart> run = new ArrayList<>();
                                runs.add(run);
                                return run;
                            })
                    .add(part);
        }
        return runs;
    }

    /**
     * {@return the cells that the JVMs of the run recorded for a baseline, in the order of the
     * parts}
     *
     * @param file the file of the baseline
     */
    public List<JsonNode> recordedCells(String file) {
        return parts.stream()
                .map(it -> it.part().recordedCells().get(file))
                .filter(cells -> cells != null)
                .flatMap(JsonNode::valueStream)
                .toList();
    }

    List<JsonNode> comparedCells(String file) {
        return parts.stream()
                .map(PartsFolder.StoredPart::part)
                .sorted(Comparator.comparingLong(Part::lastOrder))
                .map(part -> part.comparedCells().get(file))
                .filter(cells -> cells != null)
                .flatMap(JsonNode::valueStream)
                .toList();
    }

    /**
     * {@return whether a JVM of the run has written a baseline}
     *
     * @param file the file of the baseline
     */
    public boolean hasWritten(String file) {
        return parts.stream().anyMatch(it -> it.part().writtenBaselines().contains(file));
    }
}
