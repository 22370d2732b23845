package dev.inward.parts;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one JVM adds to a run. A JSON file stores it; component names are keys.
 *
 * @param schema the version of the format
 * @param run the run of the JVM
 * @param pid the process id of the JVM
 * @param isDoubtful whether the folder held a finished part when this one began that may be of this
 *     run or of an earlier one
 * @param isEnded whether the evals of the JVM have ended
 * @param expectedCells how many invocations the run must execute at least; null without a minimum
 * @param notExecuted the cells of the baseline that this JVM did not execute; null without a
 *     baseline
 * @param errors errors outside an invocation
 * @param tries the tries of all invocations
 * @param verdicts the verdicts
 * @param recordedCells the cells for each baseline that the run writes, by file
 * @param comparedCells the cells that are compared with a baseline, by file
 * @param writtenBaselines the baselines that this JVM has written
 */
record Part(
        int schema,
        RunIdentity run,
        long pid,
        boolean isDoubtful,
        boolean isEnded,
        @Nullable Integer expectedCells,
        @Nullable List<String> notExecuted,
        List<String> errors,
        List<EvalTry> tries,
        List<JudgedClaim> verdicts,
        Map<String, JsonNode> recordedCells,
        Map<String, JsonNode> comparedCells,
        List<String> writtenBaselines) {

    static final int SCHEMA = 2;

    /** Copies the lists. */
    Part {
        notExecuted = notExecuted == null ? null : List.copyOf(notExecuted);
        errors = List.copyOf(errors);
        tries = List.copyOf(tries);
        verdicts = List.copyOf(verdicts);
        recordedCells = Map.copyOf(recordedCells);
        comparedCells = Map.copyOf(comparedCells);
        writtenBaselines = List.copyOf(writtenBaselines);
    }

    static Part begin(RunIdentity run, boolean isDoubtful) {
        return new Part(
                SCHEMA,
                run,
                ProcessHandle.current().pid(),
                isDoubtful,
                false,
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                Map.of(),
                List.of());
    }

    /** Returns the last position in this part; 0 if there is none. */
    long lastOrder() {
        long last = 0;
        for (EvalTry it : tries) {
            last = Math.max(last, it.order());
        }
        for (JudgedClaim it : verdicts) {
            last = Math.max(last, it.order());
        }
        return last;
    }

    Part ended(boolean hasEnded) {
        return copy(hasEnded, expectedCells, notExecuted, errors, tries, verdicts);
    }

    Part with(EvalTry added) {
        return copy(false, expectedCells, notExecuted, errors, plus(tries, added), verdicts);
    }

    Part with(JudgedClaim added) {
        return copy(false, expectedCells, notExecuted, errors, tries, plus(verdicts, added));
    }

    Part withError(String error) {
        return errors.contains(error)
                ? this
                : copy(isEnded, expectedCells, notExecuted, plus(errors, error), tries, verdicts);
    }

    /** Several evals of this JVM may have different expectations: the largest minimum counts. */
    Part expecting(@Nullable Integer cells, @Nullable List<String> missingCells) {
        Integer most =
                cells == null || (expectedCells != null && expectedCells > cells)
                        ? expectedCells
                        : cells;
        return copy(
                isEnded,
                most,
                missingCells == null ? notExecuted : missingCells,
                errors,
                tries,
                verdicts);
    }

    Part recording(String file, JsonNode cells) {
        return withCells(plus(recordedCells, file, cells), comparedCells, writtenBaselines);
    }

    Part comparing(String file, JsonNode cells) {
        return withCells(recordedCells, plus(comparedCells, file, cells), writtenBaselines);
    }

    Part written(String file) {
        return writtenBaselines.contains(file)
                ? this
                : withCells(recordedCells, comparedCells, plus(writtenBaselines, file));
    }

    private static Map<String, JsonNode> plus(
            Map<String, JsonNode> cellsByFile, String file, JsonNode cells) {
        Map<String, JsonNode> all = new TreeMap<>(cellsByFile);
        all.put(file, cells);
        return all;
    }

    private Part withCells(
            Map<String, JsonNode> recorded,
            Map<String, JsonNode> compared,
            List<String> baselines) {
        return new Part(
                schema,
                run,
                pid,
                isDoubtful,
                isEnded,
                expectedCells,
                notExecuted,
                errors,
                tries,
                verdicts,
                recorded,
                compared,
                baselines);
    }

    private Part copy(
            boolean hasEnded,
            @Nullable Integer cells,
            @Nullable List<String> missingCells,
            List<String> allErrors,
            List<EvalTry> allTries,
            List<JudgedClaim> allVerdicts) {
        return new Part(
                schema,
                run,
                pid,
                isDoubtful,
                hasEnded,
                cells,
                missingCells,
                allErrors,
                allTries,
                allVerdicts,
                recordedCells,
                comparedCells,
                writtenBaselines);
    }

    private static <T> List<T> plus(List<T> list, T added) {
        List<T> longer = new ArrayList<>(list);
        longer.add(added);
        return longer;
    }
}
