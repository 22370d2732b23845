package dev.inward.transcript.mapping;

import dev.inward.transcript.Transcript;
import dev.inward.transcript.TranscriptAnswer;
import dev.inward.transcript.TranscriptCell;
import dev.inward.transcript.TranscriptOrigin;
import dev.inward.transcript.source.RowNames;
import dev.inward.transcript.source.SourceRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Collects the rows of all files of a transcript. Not thread-safe.
 *
 * <p>Rows about one question have its id. A hypothetical row without an id is about the question
 * whose object-level prompt stands in its own prompt.
 */
final class TranscriptBuilder {

    /** An answer with its number among several, and where it stands. */
    private record Sample(long number, String place, TranscriptAnswer answer) {}

    /** A hypothetical row whose question is found by its prompt, after all rows are read. */
    private record Pending(RowMapping mapping, SourceRow row, Map<String, String> values) {}

    /** A hypothetical row with an id and a prompt, which have to be about one question. */
    private record Joined(RowMapping mapping, SourceRow row, String question, String prompt) {}

    private final boolean joinsByPrompt;
    private final Map<TranscriptCell, List<Sample>> samples = new HashMap<>();
    private final Questions questions = new Questions();
    private final List<Pending> pending = new ArrayList<>();
    private final List<Joined> joined = new ArrayList<>();

    /**
     * @param joinsByPrompt whether the task has items, so that each row belongs to the prompt that
     *     it has
     */
    TranscriptBuilder(boolean joinsByPrompt) {
        this.joinsByPrompt = joinsByPrompt;
    }

    /**
     * Adds a row.
     *
     * @throws IllegalArgumentException if the row lacks a value or contradicts another row
     */
    void add(RowMapping mapping, String file, SourceRow row) {
        Map<String, String> values = mapping.values(row);
        RowKind kind = kind(mapping, row, values);
        if (kind == RowKind.CONTROL) {
            return;
        }
        String model = values.get(RowNames.MODEL);
        if (model == null) {
            throw mapping.lacks(
                    row,
                    RowNames.MODEL,
                    "Name its column with 'columns: {model: COLUMN}', or the model with 'values: {model: NAME}'.");
        }
        String place = file + ", " + row.place();
        if (kind == RowKind.OBJECT_LEVEL) {
            String question = question(mapping, row, values);
            if (!joinsByPrompt) {
                questions.addObjectLevel(
                        question,
                        values.get(RowNames.PROMPT),
                        () -> mapping.fields(row),
                        place,
                        problem -> mapping.invalid(row, problem));
            }
            add(TranscriptCell.objectLevel(model, question), mapping, row, values, place);
            return;
        }
        if (!values.containsKey(RowNames.PROPERTY)) {
            throw mapping.lacks(
                    row,
                    RowNames.PROPERTY,
                    "A hypothetical row asks for a property. Name its column with 'columns: {property: COLUMN}', or the property with 'values: {property: NAME}'.");
        }
        if (values.containsKey(RowNames.QUESTION) && !joinsByPrompt) {
            String question = values.get(RowNames.QUESTION);
            questions.addHypothetical(question);
            if (values.containsKey(RowNames.PROMPT)) {
                joined.add(new Joined(mapping, row, question, value(values, RowNames.PROMPT)));
            }
            addHypothetical(question, mapping, row, values, place);
        } else {
            String prompt = question(mapping, row, values);
            if (joinsByPrompt) {
                addHypothetical(prompt, mapping, row, values, place);
            } else {
                pending.add(new Pending(mapping, row, withPlace(values, place)));
            }
        }
    }

    private static Map<String, String> withPlace(Map<String, String> values, String place) {
        var all = new HashMap<>(values);
        all.put(RowNames.ID, place);
        return all;
    }

    private static RowKind kind(RowMapping mapping, SourceRow row, Map<String, String> values) {
        String word = values.get(RowNames.KIND);
        RowKind likely =
                values.containsKey(RowNames.PROPERTY) ? RowKind.HYPOTHETICAL : RowKind.OBJECT_LEVEL;
        if (word == null) {
            return likely;
        }
        return RowKind.named(word)
                .orElseThrow(
                        () ->
                                mapping.invalid(
                                        row,
                                        String.format(
                                                Locale.ROOT,
                                                "its kind is '%s'; expected %s. Name the words of the file with 'words: {kind: {%s: %s}}'",
                                                word,
                                                RowKind.NAMES,
                                                word,
                                                likely.word())));
    }

    private String question(RowMapping mapping, SourceRow row, Map<String, String> values) {
        String prompt = values.get(RowNames.PROMPT);
        String id = joinsByPrompt ? prompt : values.getOrDefault(RowNames.QUESTION, prompt);
        if (id == null) {
            throw mapping.lacks(
                    row,
                    joinsByPrompt ? RowNames.PROMPT : "question and no prompt",
                    "Name a column with 'columns: {question: COLUMN}' or 'columns: {prompt: COLUMN}'.");
        }
        return id;
    }

    private void addHypothetical(
            String question,
            RowMapping mapping,
            SourceRow row,
            Map<String, String> values,
            String place) {
        add(
                new TranscriptCell(
                        value(values, RowNames.MODEL),
                        value(values, RowNames.PROPERTY),
                        question,
                        values.getOrDefault(RowNames.TARGET, "")),
                mapping,
                row,
                values,
                place);
    }

    private static String value(Map<String, String> values, String name) {
        return values.getOrDefault(name, "");
    }

    private void add(
            TranscriptCell cell,
            RowMapping mapping,
            SourceRow row,
            Map<String, String> values,
            String place) {
        long number = number(mapping, row, values.get(RowNames.SAMPLE));
        List<Sample> ofCell = samples.computeIfAbsent(cell, key -> new ArrayList<>(1));
        for (Sample other : ofCell) {
            if (other.number() == number) {
                throw mapping.invalid(
                        row,
                        String.format(
                                Locale.ROOT,
                                "it answers the same as %s: the model '%s'%s, the question '%s'. Remove one of them, or number the answers in a column and name it with 'columns: {sample: COLUMN}'",
                                other.place(),
                                cell.model(),
                                cell.isObjectLevel() ? "" : ", the property " + cell.property(),
                                cell.question()));
            }
        }
        ofCell.add(new Sample(number, place, AnswerOfRow.of(values)));
    }

    private static long number(RowMapping mapping, SourceRow row, @Nullable String text) {
        try {
            return text == null ? 0 : Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw mapping.invalid(
                    row, "its sample is '" + text + "'; expected a whole number, such as 1");
        }
    }

    /**
     * Returns the transcript of all rows.
     *
     * @throws IllegalArgumentException if no question of a hypothetical row is found, or one row is
     *     about several questions
     */
    Transcript build(TranscriptOrigin origin) {
        var finder = new QuestionFinder(questions.byPrompt().keySet());
        for (Pending row : pending) {
            String prompt = value(row.values(), RowNames.PROMPT);
            List<String> found = finder.find(prompt);
            if (found.size() != 1) {
                throw row.mapping()
                        .invalid(
                                row.row(),
                                String.format(
                                        Locale.ROOT,
                                        "the object-level prompts in its prompt are %d; expected one%s. Give all rows about a question the same id, and name its column with 'columns: {question: COLUMN}'",
                                        found.size(),
                                        found.isEmpty() ? "" : ": " + String.join(" | ", found)));
            }
            addHypothetical(
                    value(questions.byPrompt(), found.get(0)),
                    row.mapping(),
                    row.row(),
                    row.values(),
                    value(row.values(), RowNames.ID));
        }
        questions.requireJoined();
        joined.forEach(row -> requireOwnQuestion(row, finder));
        var answers = new LinkedHashMap<TranscriptCell, List<TranscriptAnswer>>();
        samples.forEach((cell, ofCell) -> answers.put(cell, sorted(ofCell)));
        return new Transcript(origin, questions.names(), answers);
    }

    /** An id of another question would make a right prediction wrong. */
    private void requireOwnQuestion(Joined row, QuestionFinder finder) {
        String own = questions.prompt(row.question());
        List<String> found = finder.find(row.prompt());
        if (own != null && !found.isEmpty() && found.stream().noneMatch(own::contains)) {
            throw row.mapping()
                    .invalid(
                            row.row(),
                            String.format(
                                    Locale.ROOT,
                                    "its question is '%s', but its prompt has the object-level prompt of the question '%s'. Correct the ids. Or leave the column of the ids out of 'columns', so that prompts join the rows",
                                    row.question(),
                                    value(questions.byPrompt(), found.get(0))));
        }
    }

    /** Returns the fields of each question, in the order of the transcript. */
    List<Map<String, String>> fields() {
        return questions.fields();
    }

    private static List<TranscriptAnswer> sorted(List<Sample> samples) {
        return samples.stream()
                .sorted(Comparator.comparingLong(Sample::number))
                .map(Sample::answer)
                .toList();
    }
}
