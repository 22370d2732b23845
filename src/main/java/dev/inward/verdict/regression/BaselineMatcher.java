package dev.inward.verdict.regression;

import dev.inward.InwardParameters;
import dev.inward.study.ComparisonRequest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Finds the cell of a baseline that a cell of a run is compared with. Evals without a study file
 * count as one study.
 *
 * @param cells the cells of the baseline that belong to the study
 * @param targets the names of all targets of the study in this run
 */
record BaselineMatcher(List<RecordedCell> cells, Set<String> targets) {

    Optional<RecordedCell> cellOf(ComparisonRequest request) {
        Optional<String> oldVersion = oldVersion(request.target());
        return cells.stream()
                .filter(cell -> cell.property().equals(request.property().name()))
                .filter(cell -> cell.figure().predictor().equals(request.predictorName()))
                .filter(cell -> oldVersion.filter(cell.target().name()::equals).isPresent())
                .findFirst();
    }

    /** Returns the target of the baseline that is the old version of a target of this run. */
    Optional<String> oldVersion(String target) {
        Set<String> recorded = recordedTargets();
        if (recorded.contains(target)) {
            return Optional.of(target);
        }
        return recorded.size() == 1 && targets.size() == 1
                ? Optional.of(recorded.iterator().next())
                : Optional.empty();
    }

    /**
     * @throws IllegalArgumentException if the old version is ambiguous; not if there is none
     */
    void requireOldVersion(String target) {
        if (!cells.isEmpty() && oldVersion(target).isEmpty()) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "it is ambiguous which target of the baseline is the old version of '%s': the baseline has %s and this run has %s. Name one target with -D"
                                    + InwardParameters.TARGET
                                    + "=, and use a baseline with one target or with a target of that name.",
                            target,
                            String.join(", ", recordedTargets()),
                            String.join(", ", new TreeSet<>(targets))));
        }
    }

    private Set<String> recordedTargets() {
        return cells.stream()
                .map(cell -> cell.target().name())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
