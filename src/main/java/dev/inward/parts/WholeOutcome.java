package dev.inward.parts;

import dev.inward.InwardParameters;
import dev.inward.verdict.Decision;
import dev.inward.verdict.RunOutcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Computes the outcome of a whole run.
 *
 * <p>The last try of each invocation counts. A FAIL counts in any try: a run in which a claim once
 * failed is FAILED.
 */
public final class WholeOutcome {

    private final WholeRun whole;
    private final Set<Decision> decisions = EnumSet.noneOf(Decision.class);
    private final List<String> broken = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    private WholeOutcome(WholeRun whole) {
        this.whole = whole;
    }

    /**
     * {@return the outcome of a run, as far as its JVMs have recorded it}
     *
     * @param whole the run
     */
    public static RunOutcome of(WholeRun whole) {
        return new WholeOutcome(whole).outcome();
    }

    private RunOutcome outcome() {
        for (WholeRun.Judged judged : whole.verdicts()) {
            if (!judged.last().mayBeOpen() || judged.last().decision() != Decision.INCONCLUSIVE) {
                decisions.add(judged.last().decision());
            }
            if (judged.decisions().contains(Decision.FAIL)) {
                decisions.add(Decision.FAIL);
            }
        }
        List<List<PartsFolder.StoredPart>> runs = whole.runs();
        if (runs.size() > 1) {
            notes.add(
                    String.format(
                            Locale.ROOT,
                            "%d runs wrote to this folder at the same time. All reports hold the verdicts of both or all of them; name another folder with -D%s=.",
                            runs.size(),
                            InwardParameters.REPORTS));
        }
        int executed = 0;
        Integer expected = null;
        List<String> notExecuted = List.of();
        for (List<PartsFolder.StoredPart> parts : runs) {
            int executedHere = addTries(parts);
            addErrors(parts);
            executed += executedHere;
            Integer expectedHere = expected(parts);
            List<String> notExecutedHere = notExecuted(parts);
            if (runs.size() == 1) {
                expected = expectedHere;
                notExecuted = notExecutedHere;
            } else {
                addIncompleteness(
                        RunOutcome.of(
                                Set.of(),
                                executedHere,
                                expectedHere,
                                notExecutedHere,
                                List.of(),
                                List.of()));
            }
        }
        return RunOutcome.of(decisions, executed, expected, notExecuted, broken, notes);
    }

    private void addIncompleteness(RunOutcome run) {
        if (!run.incompleteness().isEmpty()) {
            broken.add("one of the runs: " + run.incompleteness());
        }
    }

    /** Returns the number of invocations that checked a claim. */
    private int addTries(List<PartsFolder.StoredPart> parts) {
        Map<String, List<EvalTry>> byInvocation = new LinkedHashMap<>();
        parts.stream()
                .flatMap(it -> it.part().tries().stream())
                .sorted(Comparator.comparingLong(EvalTry::order))
                .forEach(
                        it ->
                                byInvocation
                                        .computeIfAbsent(it.invocation(), key -> new ArrayList<>())
                                        .add(it));
        int executed = 0;
        for (List<EvalTry> tries : byInvocation.values()) {
            EvalTry last = tries.get(tries.size() - 1);
            if (tries.stream().anyMatch(it -> it.result() == TryResult.FAILED)) {
                decisions.add(Decision.FAIL);
            }
            if (last.result() == TryResult.BROKEN && !isStartedLater(last, byInvocation)) {
                broken.add(last.invocation() + ": " + last.message());
            }
            if (last.claimed()) {
                executed++;
            }
            addRerun(tries);
        }
        return executed;
    }

    /** An eval that could not start has no invocations. If it starts later, that counts. */
    private static boolean isStartedLater(EvalTry failed, Map<String, List<EvalTry>> all) {
        return failed.cell().isEmpty()
                && all.values().stream()
                        .flatMap(List::stream)
                        .anyMatch(
                                it ->
                                        it.eval().equals(failed.eval())
                                                && it.order() > failed.order());
    }

    private void addRerun(List<EvalTry> tries) {
        if (tries.size() > 1 && !tries.get(0).cell().isEmpty()) {
            notes.add(
                    String.format(
                            Locale.ROOT,
                            "%s ran %d times: %s. The last one counts for the figures; a failure in any of them fails the run.",
                            tries.get(0).invocation(),
                            tries.size(),
                            tries.stream()
                                    .map(WholeOutcome::result)
                                    .collect(Collectors.joining(", "))));
        }
    }

    private static String result(EvalTry it) {
        return it.result() == TryResult.BROKEN
                ? "BROKEN (" + it.message() + ")"
                : it.result().name();
    }

    private void addErrors(List<PartsFolder.StoredPart> parts) {
        for (PartsFolder.StoredPart it : parts) {
            Part part = it.part();
            part.errors().stream().filter(error -> !broken.contains(error)).forEach(broken::add);
            if (!part.isEnded()) {
                broken.add(
                        it.isAlive()
                                ? String.format(
                                        Locale.ROOT,
                                        "the run has not ended: JVM %d runs evals",
                                        part.pid())
                                : String.format(
                                        Locale.ROOT,
                                        "JVM %d ended before its evals did: it crashed or was killed, so verdicts may be missing. Run the evals again.",
                                        part.pid()));
            }
            if (part.isDoubtful()) {
                broken.add(
                        String.format(
                                Locale.ROOT,
                                "JVM %d found the results of a JVM that the same process %d started before it. They may belong to this run or to an earlier one. Name each run with -D%s=NAME in the configuration of the build tool. With Gradle, write: test { doFirst { systemProperty '%s', \"build-${System.currentTimeMillis()}\" } }",
                                part.pid(),
                                part.run().origin().pid(),
                                InwardParameters.RUN,
                                InwardParameters.RUN));
            }
        }
    }

    private static @Nullable Integer expected(List<PartsFolder.StoredPart> parts) {
        Integer most = null;
        for (PartsFolder.StoredPart it : parts) {
            Integer expected = it.part().expectedCells();
            if (expected != null && (most == null || expected > most)) {
                most = expected;
            }
        }
        return most;
    }

    /** A cell of the baseline was executed if one JVM did so. */
    private static List<String> notExecuted(List<PartsFolder.StoredPart> parts) {
        Set<String> missing = null;
        for (PartsFolder.StoredPart it : parts) {
            List<String> notExecuted = it.part().notExecuted();
            if (notExecuted != null) {
                if (missing == null) {
                    missing = new TreeSet<>(notExecuted);
                } else {
                    missing.retainAll(notExecuted);
                }
            }
        }
        return missing == null ? List.of() : List.copyOf(missing);
    }
}
