package dev.inward.study.design;

import static java.util.stream.Collectors.joining;

import dev.inward.property.BehavioralProperty;
import dev.inward.task.Task;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.Nullable;

/**
 * What predictors learn from.
 *
 * <p>Instances are immutable and thread-safe.
 *
 * @param use whether predictors are finetuned
 * @param scope the tasks of the rows, each with the properties that are taught; null for all tasks
 *     of the folder with the properties that they list; copied, in order
 * @param rowsPerCell the maximum number of rows of a task and a property; the seed samples them
 * @param content what the rows ask
 * @param answersOf the name of the model whose answers the rows are about; null for the target
 * @param crossTrainedOn the name of the model whose answers the cross-predictor learns from; null
 *     for the rows that the target learns from
 * @param filter which training items make rows
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record TrainingDesign(
        FinetuningUse use,
        @Nullable Map<Task, List<BehavioralProperty>> scope,
        int rowsPerCell,
        RowContent content,
        @Nullable String answersOf,
        @Nullable String crossTrainedOn,
        RowFilter filter) {

    /** The rows of an eval without a study file. */
    public static final TrainingDesign DEFAULT =
            new TrainingDesign(
                    FinetuningUse.IF_POSSIBLE,
                    null,
                    Integer.MAX_VALUE,
                    RowContent.HYPOTHETICAL,
                    null,
                    null,
                    RowFilter.NONE);

    /**
     * Copies the scope.
     *
     * @param use as in the record
     * @param scope as in the record
     * @param rowsPerCell as in the record
     * @param content as in the record
     * @param answersOf as in the record
     * @param crossTrainedOn as in the record
     * @param filter as in the record
     * @throws IllegalArgumentException if the number of rows is below 1
     */
    public TrainingDesign {
        scope = scope == null ? null : Collections.unmodifiableMap(new LinkedHashMap<>(scope));
        if (rowsPerCell < 1) {
            throw new IllegalArgumentException(
                    "a finetuning set needs at least 1 row of a task and a property, got "
                            + rowsPerCell
                            + ". Leave the number out to use all.");
        }
    }

    /** {@return whether predictors are finetuned, if their models can be} */
    public boolean isFinetuned() {
        return use != FinetuningUse.NEVER;
    }

    /**
     * {@return this design with another limit of rows}
     *
     * @param limit the maximum number of rows of a task and a property, at least 1
     */
    public TrainingDesign withRows(int limit) {
        return new TrainingDesign(use, scope, limit, content, answersOf, crossTrainedOn, filter);
    }

    /**
     * {@return the limit of rows for the name of a model, such as {@code ", 50 rows"}; empty if
     * there is no limit or no finetuning}
     */
    public String rowsLabel() {
        return isFinetuned() && rowsPerCell < Integer.MAX_VALUE
                ? String.format(Locale.ROOT, ", %d rows", rowsPerCell)
                : "";
    }

    /** {@return the tasks and properties that are taught, in words; empty for all} */
    Optional<String> scopeDescription() {
        return Optional.ofNullable(scope)
                .map(
                        tasks ->
                                tasks.entrySet().stream()
                                        .map(
                                                task ->
                                                        task.getKey().name()
                                                                + " teaches "
                                                                + task.getValue().stream()
                                                                        .map(
                                                                                BehavioralProperty
                                                                                        ::name)
                                                                        .collect(joining(", ")))
                                        .collect(joining("; ")));
    }

    /** {@return what differs from the default, in words; empty if nothing does} */
    Optional<String> description() {
        if (!isFinetuned()) {
            return Optional.of("predictors are not finetuned");
        }
        var words = new ArrayList<String>();
        if (content != RowContent.HYPOTHETICAL) {
            words.add(content.key() + " rows");
        }
        if (rowsPerCell < Integer.MAX_VALUE) {
            words.add(
                    String.format(Locale.ROOT, "at most %d rows a task and property", rowsPerCell));
        }
        if (answersOf != null) {
            words.add("rows about the answers of '" + answersOf + "'");
        }
        if (crossTrainedOn != null) {
            words.add("cross-predictor trained on '" + crossTrainedOn + "'");
        }
        filter.description().ifPresent(words::add);
        return words.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", words));
    }
}
