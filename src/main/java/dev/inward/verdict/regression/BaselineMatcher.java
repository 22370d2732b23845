package dev.inward.verdict.regression;

import dev.inward.study.ComparisonRequest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which cell of a baseline a cell of a run is held against.
 *
 * @param targets all targets of the run
 */
record BaselineMatcher(List<RecordedCell> cells, Set<String> targets) {

    Optional<RecordedCell> of(ComparisonRequest request) {
        Optional<String> old = oldVersion(request.target());
        return cells.stream()
                .filter(cell -> cell.property().equals(request.property().name()))
                .filter(cell -> cell.predictor().name().equals(request.predictor()))
                .filter(cell -> old.filter(cell.target().name()::equals).isPresent())
                .findFirst();
    }

    /** The target of the baseline that is the old version of one of this run. */
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
     * @throws IllegalArgumentException where it cannot be told
     */
    void requireOldVersion(String target) {
        if (oldVersion(target).isEmpty()) {
            throw new IllegalArgumentException(
                    "it cannot be told which target of the baseline is the old version of '%s': the baseline has %s and this run has %s; name one with -Dinward.target=, and take a baseline of one target, or of one of that name"
                            .formatted(
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
