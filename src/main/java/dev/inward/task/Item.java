package dev.inward.task;

import dev.inward.property.Behaviour;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * One thing a task asks about.
 *
 * @param task the name of its task
 * @param fields what fills the task's prompt, in the task's order; copied
 * @param objectLevelPrompt the prompt that the target answers; also the item's identity and its
 *     cluster in every statistic
 * @param split the part it plays
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record Item(String task, Map<String, String> fields, String objectLevelPrompt, Split split) {

    private static final Pattern WORDS = Pattern.compile("[\\s,;]+");

    /** Copies the fields, keeping their order. */
    public Item {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    /**
     * {@return the last word of the last field, such as the last of a list that is to be continued;
     * nothing where no field has a word}
     */
    public Optional<String> lastWord() {
        return fields.values().stream()
                .flatMap(text -> WORDS.splitAsStream(text))
                .filter(word -> !word.isEmpty())
                .reduce((before, word) -> word);
    }

    /** Joins the target's answer with this item, so that properties can be read off it. */
    public Behaviour answeredWith(String response) {
        return new Behaviour(response, fields);
    }
}
