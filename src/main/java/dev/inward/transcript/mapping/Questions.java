package dev.inward.transcript.mapping;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The questions of a transcript, in the order in which they appear. Each becomes an item. A
 * question without an object-level row is one too: its answer is missing. Not thread-safe.
 */
final class Questions {

    private static final String PROMPT_FIELD = "prompt";

    private record Question(@Nullable String prompt, Map<String, String> fields, String place) {
        boolean hasRow() {
            return !place.isEmpty();
        }
    }

    private static final Question WITHOUT_ROW = new Question(null, Map.of(), "");

    private final Map<String, Question> questions = new LinkedHashMap<>();
    private final Map<String, String> byPrompt = new HashMap<>();
    private final Set<String> asked = new HashSet<>();

    /**
     * Adds an object-level row.
     *
     * @param prompt the prompt; null if the row has none, so that the id stands for it
     * @param fields the fields of the item, which only the first row of a question gives
     * @param invalid makes the exception of a problem of this row
     */
    void addObjectLevel(
            String question,
            @Nullable String prompt,
            Supplier<Map<String, String>> fields,
            String place,
            Function<String, IllegalArgumentException> invalid) {
        Question known = questions.get(question);
        if (known == null || !known.hasRow()) {
            questions.put(question, new Question(prompt, fields.get(), place));
            if (prompt != null) {
                byPrompt.putIfAbsent(prompt, question);
            }
        } else if (prompt != null && known.prompt() != null && !prompt.equals(known.prompt())) {
            throw invalid.apply(
                    String.format(
                            Locale.ROOT,
                            "the question '%s' has another prompt than in %s. All models answer the same prompt, so give another prompt another id",
                            question,
                            known.place()));
        }
    }

    /** Adds the question of a hypothetical row. */
    void addHypothetical(String question) {
        asked.add(question);
        questions.putIfAbsent(question, WITHOUT_ROW);
    }

    /** Returns the questions by their prompts. */
    Map<String, String> byPrompt() {
        return byPrompt;
    }

    /** Returns the object-level prompt of a question; null if no row has it. */
    @Nullable String prompt(String id) {
        Question question = questions.get(id);
        return question == null ? null : question.prompt();
    }

    List<String> names() {
        return List.copyOf(questions.keySet());
    }

    /** Requires that some question of a hypothetical row has an object-level row. */
    void requireJoined() {
        Optional<String> objectLevel =
                questions.entrySet().stream()
                        .filter(question -> question.getValue().hasRow())
                        .map(Map.Entry::getKey)
                        .findFirst();
        Optional<String> hypothetical = asked.stream().min(Comparator.naturalOrder());
        boolean isJoined = asked.stream().anyMatch(this::hasRow);
        if (objectLevel.isPresent() && hypothetical.isPresent() && !isJoined) {
            throw notJoined(hypothetical.get(), objectLevel.get());
        }
    }

    private boolean hasRow(String id) {
        Question question = questions.get(id);
        return question != null && question.hasRow();
    }

    private static IllegalArgumentException notJoined(String hypothetical, String objectLevel) {
        return new IllegalArgumentException(
                String.format(
                        Locale.ROOT,
                        "has a transcript in which no hypothetical row belongs to an object-level one: the former have questions such as '%s', the latter such as '%s'. Both kinds of rows about a question need the same id: name its column with 'columns: {question: COLUMN}'.",
                        hypothetical,
                        objectLevel));
    }

    /** Returns the fields of the item of each question. */
    List<Map<String, String>> fields() {
        var fields = new ArrayList<Map<String, String>>();
        questions.forEach(
                (id, question) -> {
                    var ofItem = new LinkedHashMap<>(question.fields());
                    ofItem.put(PROMPT_FIELD, question.prompt() == null ? id : question.prompt());
                    fields.add(ofItem);
                });
        return fields;
    }
}
