package dev.inward.task;

import dev.inward.property.BehavioralProperty;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * A data set of inputs with the prompts that ask about them.
 *
 * @param name what it is called
 * @param prompts how an item becomes a prompt
 * @param properties names of the behavioral properties that its answers have; copied
 * @param items everything it asks about, in file order, without two equal prompts; copied
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record Task(String name, Prompts prompts, List<String> properties, List<Item> items) {

    /** Copies the lists. */
    public Task {
        properties = List.copyOf(properties);
        items = List.copyOf(items);
    }

    /**
     * The prompt templates of a task.
     *
     * @param objectLevel asks the item itself; holds the item's fields in braces, as in {@code
     *     {first}}
     * @param hypothetical asks for a property of the answer that would be given; holds {@code
     *     {prompt}} (the object-level prompt), {@code {question}} and may hold {@code
     *     {instruction}}
     * @param control asks for the same property of an answer that is quoted in the prompt; holds
     *     {@code {answer}} as well. Whoever cannot answer it does not understand the question,
     *     which says nothing about self-knowledge
     * @param aboutTarget puts a hypothetical prompt about the target as somebody else; holds {@code
     *     {hypothetical}} and {@code {target}}
     * @param aboutAnother puts it about an assistant that is not named; holds {@code
     *     {hypothetical}}
     * @param asTarget asks an object-level prompt of somebody who is to answer as the target would;
     *     holds {@code {prompt}} and {@code {target}}
     */
    public record Prompts(
            String objectLevel,
            String hypothetical,
            String control,
            String aboutTarget,
            String aboutAnother,
            String asTarget) {

        /** What {@link #aboutTarget} is where a task does not say. */
        static final String ABOUT_TARGET =
                "The following is about the language model {target}, not about you: where it says \"you\", it means {target}. {hypothetical}";

        /** What {@link #aboutAnother} is where a task does not say. */
        static final String ABOUT_ANOTHER =
                "The following is about another assistant, not about you: where it says \"you\", it means that assistant. {hypothetical}";

        /** What {@link #asTarget} is where a task does not say. */
        static final String AS_TARGET =
                "Answer as the language model {target} would, not as you would. {prompt}";

        /** Makes the templates of a task that leaves the last three to this project. */
        public Prompts(String objectLevel, String hypothetical, String control) {
            this(objectLevel, hypothetical, control, ABOUT_TARGET, ABOUT_ANOTHER, AS_TARGET);
        }
    }

    /** Returns the items that play a part, in file order. */
    public Stream<Item> items(Split split) {
        return items.stream().filter(item -> item.split() == split);
    }

    /** Asks for a property of the answer to an item, without giving the answer. */
    public String hypotheticalPrompt(Item item, BehavioralProperty property) {
        return fill(prompts.hypothetical(), item, property, "");
    }

    /** Asks the same as {@link #hypotheticalPrompt(Item, BehavioralProperty)} of somebody else. */
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

    /** Asks an item of somebody who is to answer as the target would. */
    public String promptAsTarget(Item item, String target) {
        return PromptTemplate.fill(
                prompts.asTarget(), Map.of("prompt", item.objectLevelPrompt(), "target", target));
    }

    /** Asks for a property of an answer that the prompt quotes. */
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
