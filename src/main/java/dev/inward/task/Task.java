package dev.inward.task;

import dev.inward.property.BehavioralProperty;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * A data set of items, with the prompts and behavioral properties that a study uses.
 *
 * <p>This class is immutable and thread-safe.
 *
 * @param name the name of the task
 * @param prompts the templates that turn an item into prompts
 * @param properties the names of the behavioral properties of the answers; copied
 * @param items all items, in the order of the file, without equal prompts; copied
 * @param origin where the data come from
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record Task(
        String name,
        Prompts prompts,
        List<String> properties,
        List<Item> items,
        TaskOrigin origin) {

    /**
     * Copies the lists.
     *
     * @param name as in the record
     * @param prompts as in the record
     * @param properties as in the record
     * @param items as in the record
     * @param origin as in the record
     */
    public Task {
        properties = List.copyOf(properties);
        items = List.copyOf(items);
    }

    /**
     * Creates a task of unknown origin.
     *
     * @param name as in the record
     * @param prompts as in the record
     * @param properties as in the record
     * @param items as in the record
     */
    public Task(String name, Prompts prompts, List<String> properties, List<Item> items) {
        this(name, prompts, properties, items, TaskOrigin.UNKNOWN);
    }

    /**
     * The prompt templates of a task. Fields stand in braces. Immutable and thread-safe.
     *
     * @param objectLevel the object-level prompt; contains fields of the item, such as {@code
     *     {first}}
     * @param hypothetical the hypothetical prompt, which asks for a property of the answer that the
     *     model would give; contains {@code {prompt}} (the object-level prompt), {@code {question}}
     *     and optionally {@code {instruction}}
     * @param control the control prompt, which asks for the same property of an answer that it
     *     quotes; also contains {@code {answer}}; a model that fails it does not understand the
     *     question, which says nothing about self-knowledge
     * @param aboutTarget the frame that puts a hypothetical prompt about the target as another
     *     model; contains {@code {hypothetical}} and {@code {target}}
     * @param aboutAnother the frame that puts a hypothetical prompt about an unnamed assistant;
     *     contains {@code {hypothetical}}
     * @param asTarget the frame that asks a model to answer an object-level prompt as the target
     *     would; contains {@code {prompt}} and {@code {target}}
     * @since 0.1
     */
    public record Prompts(
            String objectLevel,
            String hypothetical,
            String control,
            String aboutTarget,
            String aboutAnother,
            String asTarget) {

        /** The default of {@link #aboutTarget}. */
        static final String ABOUT_TARGET =
                "The following is about the language model {target}, not about you: where it says \"you\", it means {target}. {hypothetical}";

        /** The default of {@link #aboutAnother}. */
        static final String ABOUT_ANOTHER =
                "The following is about another assistant, not about you: where it says \"you\", it means that assistant. {hypothetical}";

        /** The default of {@link #asTarget}. */
        static final String AS_TARGET =
                "Answer as the language model {target} would, not as you would. {prompt}";

        /**
         * Creates templates with the default frames.
         *
         * @param objectLevel the object-level prompt
         * @param hypothetical the hypothetical prompt
         * @param control the control prompt
         */
        public Prompts(String objectLevel, String hypothetical, String control) {
            this(objectLevel, hypothetical, control, ABOUT_TARGET, ABOUT_ANOTHER, AS_TARGET);
        }
    }

    /**
     * Returns the items of one part of the split.
     *
     * @param split the part
     * @return its items, in the order of the file
     */
    public Stream<Item> items(Split split) {
        return items.stream().filter(item -> item.split() == split);
    }

    /**
     * Returns the items that a comparison scores.
     *
     * @param scored which items are scored
     * @return the items, in the order of the file
     */
    public Stream<Item> items(ScoredSplit scored) {
        return items.stream().filter(item -> scored.includes(item.split()));
    }

    /**
     * Returns the prompt that asks for a property of the answer to an item, without giving the
     * answer.
     *
     * @param item the item
     * @param property the property
     * @return the hypothetical prompt about the model that receives it
     */
    public String hypotheticalPrompt(Item item, BehavioralProperty property) {
        return fill(prompts.hypothetical(), item, property, "");
    }

    /**
     * Returns the hypothetical prompt in a given framing.
     *
     * @param item the item
     * @param property the property
     * @param framing the model that the prompt is about
     * @param target the name of the target, for {@link Framing#TARGET_BY_NAME}
     * @return the hypothetical prompt, as in {@link #hypotheticalPrompt(Item, BehavioralProperty)},
     *     put into the frame
     * @throws IllegalArgumentException if the template has a field without a value
     */
    public String hypotheticalPrompt(
            Item item, BehavioralProperty property, Framing framing, String target) {
        String asked = hypotheticalPrompt(item, property);
        return switch (framing) {
            case YOU -> asked;
            case TARGET_BY_NAME ->
                    PromptTemplate.fill(
                            prompts.aboutTarget(), Map.of("hypothetical", asked, "target", target));
            case ANOTHER_ASSISTANT ->
                    PromptTemplate.fill(prompts.aboutAnother(), Map.of("hypothetical", asked));
        };
    }

    /**
     * Returns the prompt that asks a model to answer an item as the target would.
     *
     * @param item the item
     * @param target the name of the target
     * @return the object-level prompt in its frame
     * @throws IllegalArgumentException if the template has a field without a value
     */
    public String simulationPrompt(Item item, String target) {
        return PromptTemplate.fill(
                prompts.asTarget(), Map.of("prompt", item.objectLevelPrompt(), "target", target));
    }

    /**
     * Returns the prompt that asks for a property of an answer that it quotes.
     *
     * @param item the item
     * @param answer the answer to quote
     * @param property the property
     * @return the control prompt
     */
    public String controlPrompt(Item item, String answer, BehavioralProperty property) {
        return fill(prompts.control(), item, property, answer);
    }

    private static String fill(
            String template, Item item, BehavioralProperty property, String answer) {
        return PromptTemplate.fill(
                template,
                Map.of(
                        "prompt", item.objectLevelPrompt(),
                        "question", property.question(),
                        "instruction", property.answerFormat().instruction(),
                        "answer", answer));
    }
}
