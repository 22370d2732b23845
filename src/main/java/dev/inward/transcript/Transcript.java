package dev.inward.transcript;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * The answers of a task that were collected elsewhere. No model is called for them.
 *
 * <p>This class is immutable and thread-safe.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public final class Transcript {

    private final TranscriptOrigin origin;
    private final List<String> questions;
    private final Map<TranscriptCell, List<TranscriptAnswer>> answers;
    private final SortedSet<String> targets = new TreeSet<>();
    private final SortedMap<String, SortedSet<String>> predictors = new TreeMap<>();

    /**
     * Creates a transcript.
     *
     * @param origin where the answers come from
     * @param questions the questions of the items, in order; empty if the prompt of an item is its
     *     question; copied
     * @param answers the answers by cell, several in the order of their samples; not copied, so it
     *     must not change
     */
    public Transcript(
            TranscriptOrigin origin,
            List<String> questions,
            Map<TranscriptCell, List<TranscriptAnswer>> answers) {
        this.origin = origin;
        this.questions = List.copyOf(questions);
        this.answers = Collections.unmodifiableMap(answers);
        for (TranscriptCell cell : answers.keySet()) {
            if (cell.isObjectLevel()) {
                targets.add(cell.model());
            } else {
                predictors
                        .computeIfAbsent(cell.property(), property -> new TreeSet<>())
                        .add(cell.model());
            }
        }
    }

    /** {@return where the answers come from} */
    public TranscriptOrigin origin() {
        return origin;
    }

    /** {@return the models with object-level answers, sorted; unmodifiable} */
    public SortedSet<String> targets() {
        return Collections.unmodifiableSortedSet(targets);
    }

    /** {@return the properties that hypothetical prompts ask for, sorted; unmodifiable} */
    public SortedSet<String> properties() {
        return Collections.unmodifiableSortedSet(new TreeSet<>(predictors.keySet()));
    }

    /**
     * {@return the models with hypothetical answers about a property, sorted; unmodifiable}
     *
     * @param property the name of the property
     */
    public SortedSet<String> predictors(String property) {
        return Collections.unmodifiableSortedSet(
                predictors.getOrDefault(property, Collections.emptySortedSet()));
    }

    /** {@return the models with any answers, sorted} */
    public SortedSet<String> models() {
        var models = new TreeSet<>(targets);
        predictors.values().forEach(models::addAll);
        return models;
    }

    /**
     * Returns the question of an item.
     *
     * @param item the number of the item in its task, from 0
     * @param prompt the prompt of the item
     * @return the question that identifies it in the transcript
     */
    public String question(int item, String prompt) {
        return questions.isEmpty() ? prompt : questions.get(item);
    }

    /**
     * Returns an answer. A prediction of the target of the cell takes precedence over one of every
     * target.
     *
     * @param cell the cell
     * @param sample the number of the answer among several, from 0
     * @return the answer; missing if the transcript does not have it
     */
    public TranscriptAnswer answer(TranscriptCell cell, int sample) {
        List<TranscriptAnswer> samples =
                answers.getOrDefault(
                        cell, answers.getOrDefault(cell.aboutEveryTarget(), List.of()));
        if (sample < samples.size()) {
            return samples.get(sample);
        }
        return TranscriptAnswer.missing(
                String.format(
                        Locale.ROOT,
                        "%s has no%s %s answer of '%s'%s to: %s",
                        this,
                        sample == 0 ? "" : " sample " + (sample + 1) + " of an",
                        cell.isObjectLevel() ? "object-level" : "hypothetical",
                        cell.model(),
                        cell.isObjectLevel() ? "" : " about " + cell.property(),
                        cell.question()));
    }

    @Override
    public String toString() {
        return origin.files().stream()
                .map(TranscriptFile::file)
                .collect(Collectors.joining(", ", "the transcript ", ""));
    }
}
