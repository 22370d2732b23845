package dev.inward.task;

import dev.inward.model.Prompt;
import dev.inward.property.BehavioralProperty;
import dev.inward.property.ComplianceCheck;
import dev.inward.task.prompt.Placeholders;
import dev.inward.task.prompt.PromptTemplate;
import dev.inward.task.prompt.PromptVariants;
import dev.inward.task.prompt.Question;
import dev.inward.task.prompt.Wording;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
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
 * @param compliance the names of compliance rules for object-level answers, see {@link
 *     ComplianceCheck#of}; empty if every answer is compliant; copied
 * @param items all items, in the order of the file, without equal prompts; copied
 * @param leftOut the variants that are no items, because a variant of another base question has the
 *     same prompt; copied
 * @param origin where the data come from
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record Task(
        String name,
        Prompts prompts,
        List<String> properties,
        List<String> compliance,
        List<Item> items,
        List<Item> leftOut,
        TaskOrigin origin) {

    /**
     * Copies the lists.
     *
     * @param name as in the record
     * @param prompts as in the record
     * @param properties as in the record
     * @param compliance as in the record
     * @param items as in the record
     * @param leftOut as in the record
     * @param origin as in the record
     * @throws IllegalArgumentException if there is no rule with a name of {@code compliance}
     */
    public Task {
        properties = List.copyOf(properties);
        compliance = List.copyOf(compliance);
        ComplianceCheck.of(compliance);
        items = List.copyOf(items);
        leftOut = List.copyOf(leftOut);
    }

    /**
     * Creates a task that leaves out no variant.
     *
     * @param name as in the record
     * @param prompts as in the record
     * @param properties as in the record
     * @param compliance as in the record
     * @param items as in the record
     * @param origin as in the record
     */
    public Task(
            String name,
            Prompts prompts,
            List<String> properties,
            List<String> compliance,
            List<Item> items,
            TaskOrigin origin) {
        this(name, prompts, properties, compliance, items, List.of(), origin);
    }

    /**
     * Creates a task of unknown origin, all of whose answers are compliant.
     *
     * @param name as in the record
     * @param prompts as in the record
     * @param properties as in the record
     * @param items as in the record
     */
    public Task(String name, Prompts prompts, List<String> properties, List<Item> items) {
        this(name, prompts, properties, List.of(), items, TaskOrigin.UNKNOWN);
    }

    /**
     * The prompt templates of a task. Names stand in braces. Each template can use the fields of
     * the item, such as {@code {first}}; the names below come first. Immutable and thread-safe.
     *
     * @param objectLevel the object-level prompt
     * @param hypothetical the hypothetical prompt, which asks for a property of the answer that the
     *     model would give; contains {@code {prompt}} (the object-level prompt), {@code {question}}
     *     and optionally {@code {instruction}}; in a task with tools also {@code {tools}}
     * @param control the control prompt, which asks for the same property of an answer that it
     *     quotes; also contains {@code {answer}}; a model that fails it does not understand the
     *     question, which says nothing about self-knowledge
     * @param aboutTarget the frame that puts a hypothetical prompt about the target as another
     *     model; contains {@code {hypothetical}} and {@code {target}}
     * @param aboutAnother the frame that puts a hypothetical prompt about an unnamed assistant;
     *     contains {@code {hypothetical}}
     * @param asTarget the frame that asks a model to answer an object-level prompt as the target
     *     would; contains {@code {prompt}} and {@code {target}}
     * @param questions the wording of questions that differs from that of their properties, by the
     *     name of the property; copied
     * @param paraphrases whether an item is asked about in one of all wordings that a property has,
     *     and not always in the first
     * @since 0.1
     */
    public record Prompts(
            PromptTemplate objectLevel,
            PromptTemplate hypothetical,
            PromptTemplate control,
            String aboutTarget,
            String aboutAnother,
            String asTarget,
            Map<String, Question> questions,
            boolean paraphrases) {

        /** The default of {@link #hypothetical}. */
        static final String HYPOTHETICAL =
                "Suppose you were asked the following:\n\n{prompt}\n\n{question} {instruction} Write nothing else.";

        /** The default of {@link #control}. */
        static final String CONTROL =
                "Suppose you were asked the following:\n\n{prompt}\n\nYou answered: {answer}\n\n{question} {instruction} Write nothing else.";

        /** The default of {@link #hypothetical} in a task with tools. */
        static final String HYPOTHETICAL_WITH_TOOLS =
                "Suppose you were asked the following:\n\n{prompt}\n\nSuppose you could call these tools:\n\n{tools}\n\n{question} {instruction} Write nothing else.";

        /** The default of {@link #control} in a task with tools. */
        static final String CONTROL_WITH_TOOLS =
                "Suppose you were asked the following:\n\n{prompt}\n\nSuppose you could call these tools:\n\n{tools}\n\nYou answered: {answer}\n\n{question} {instruction} Write nothing else.";

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
         * Copies the questions.
         *
         * @param objectLevel as in the record
         * @param hypothetical as in the record
         * @param control as in the record
         * @param aboutTarget as in the record
         * @param aboutAnother as in the record
         * @param asTarget as in the record
         * @param questions as in the record
         * @param paraphrases as in the record
         */
        public Prompts {
            questions = Map.copyOf(questions);
        }

        /**
         * Creates templates of one message each, with the default frames and the wording of the
         * properties.
         *
         * @param objectLevel the object-level prompt
         * @param hypothetical the hypothetical prompt
         * @param control the control prompt
         */
        public Prompts(String objectLevel, String hypothetical, String control) {
            this(
                    PromptTemplate.ofUser(objectLevel),
                    PromptTemplate.ofUser(hypothetical),
                    PromptTemplate.ofUser(control),
                    ABOUT_TARGET,
                    ABOUT_ANOTHER,
                    AS_TARGET,
                    Map.of(),
                    false);
        }

        /**
         * Returns the question that asks for a property of the answer to an item. If there are
         * several wordings, the text of the item's prompt decides which one it is.
         *
         * @param item the item
         * @param property the property
         * @return the question in one wording
         */
        public String question(Item item, BehavioralProperty property) {
            Wording wording = item.variant().wording();
            if (wording != null) {
                return wording.of(allWordings(property));
            }
            return Question.choose(
                    question(property).wordings().isEmpty() && !paraphrases
                            ? List.of(property.question())
                            : allWordings(property),
                    item.variant().plainPrompt().text());
        }

        /**
         * Returns the wordings of a property's question.
         *
         * @param property the property
         * @return those of the task, or else the property's question and its paraphrases; at least
         *     one
         */
        public List<String> allWordings(BehavioralProperty property) {
            List<String> ofTask = question(property).wordings();
            return ofTask.isEmpty()
                    ? Stream.concat(Stream.of(property.question()), property.paraphrases().stream())
                            .toList()
                    : ofTask;
        }

        private Question question(BehavioralProperty property) {
            return questions.getOrDefault(property.name(), Question.OF_THE_PROPERTY);
        }

        /** Returns the instruction that tells a predictor how to answer. */
        String instruction(BehavioralProperty property) {
            return Objects.requireNonNullElse(
                    question(property).instruction(), property.answerFormat().instruction());
        }
    }

    /**
     * Returns whether an object-level answer keeps the compliance rules of the task. An answer that
     * breaks one is in no finetuning row.
     *
     * @param answer the object-level answer
     * @return whether the answer is compliant
     */
    public boolean isCompliant(String answer) {
        return compliance.isEmpty() || ComplianceCheck.of(compliance).isCompliant(answer);
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
     * Returns this task with its items in variants. All variants of an item share its base question
     * and its part of the split, so that they are one cluster in every statistic.
     *
     * @param variants the variants
     * @return the task; its name stays
     * @throws IllegalArgumentException if the items are variants already, or a modifier does not
     *     fit them; the message follows the name of the task
     */
    public Task withVariants(PromptVariants variants) {
        VariantItems.Made made = new VariantItems(this).in(variants);
        return with(made.items(), made.leftOut());
    }

    /**
     * Returns this task with each item asked about in several wordings. They share the item's base
     * question.
     *
     * @param wordings the largest number of wordings that a property has, at least 1; an item is
     *     not asked about a property that lacks its wording
     * @return the task; its name stays
     */
    public Task withAllWordings(int wordings) {
        return withEach(item -> VariantItems.inWordings(item, wordings));
    }

    /**
     * Returns this task with each item asked about in one wording.
     *
     * @param seed the seed that draws it, together with the base question of the item
     * @return the task; its name stays
     */
    public Task withDrawnWordings(long seed) {
        return withEach(item -> Stream.of(VariantItems.inDrawnWording(item, seed)));
    }

    /**
     * Returns this task with all its items in one part of the split.
     *
     * @param split the part
     * @return the task; its name stays
     */
    public Task withSplit(Split split) {
        return withEach(
                item ->
                        Stream.of(
                                new Item(
                                        item.task(),
                                        item.fields(),
                                        item.prompt(),
                                        item.hypotheticalPrompts(),
                                        item.baseQuestion(),
                                        split,
                                        item.variant())));
    }

    private Task withEach(Function<Item, Stream<Item>> change) {
        return with(
                items.stream().flatMap(change).toList(), leftOut.stream().flatMap(change).toList());
    }

    private Task with(List<Item> changed, List<Item> changedLeftOut) {
        return new Task(name, prompts, properties, compliance, changed, changedLeftOut, origin);
    }

    /** {@return whether models can call tools when they answer object-level prompts} */
    public boolean hasTools() {
        return items.stream().anyMatch(item -> !item.prompt().tools().isEmpty());
    }

    /**
     * Returns whether there is a hypothetical prompt about an item. Data that give the prompts may
     * lack the prompt about a property. A property may lack the wording that the item has.
     *
     * @param item the item
     * @param property the property
     * @return whether there is one
     */
    public boolean asks(Item item, BehavioralProperty property) {
        Wording wording = item.variant().wording();
        return prompts.hypothetical().field() == null
                ? wording == null || wording.isAmong(prompts.allWordings(property).size())
                : item.hypotheticalPrompts().containsKey(property.name());
    }

    /**
     * Returns the prompt that asks for a property of the answer to an item, without giving the
     * answer. If the data give such a prompt, it is unchanged.
     *
     * @param item the item
     * @param property the property
     * @return the hypothetical prompt about the model that receives it
     * @throws IllegalArgumentException if the data give the prompts, but not about this property
     */
    public Prompt hypotheticalPrompt(Item item, BehavioralProperty property) {
        return item.variant().hypothetical().wrap(plainHypotheticalPrompt(item, property));
    }

    private Prompt plainHypotheticalPrompt(Item item, BehavioralProperty property) {
        Prompt given = item.hypotheticalPrompts().get(property.name());
        if (given != null) {
            return given;
        }
        if (prompts.hypothetical().field() != null) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "The task '%s' has no hypothetical prompt about the property '%s': its data have the prompts about '%s' alone. Ask another task, or give 'hypothetical' a text.",
                            name,
                            property.name(),
                            String.join("', '", item.hypotheticalPrompts().keySet())));
        }
        return prompts.hypothetical().fill(PlaceholderValues.of(item, property, prompts));
    }

    /**
     * Returns the hypothetical prompt in a given framing. The frame is put around its last message.
     *
     * @param item the item
     * @param property the property
     * @param framing the model that the prompt is about
     * @param target the name of the target, for {@link Framing#TARGET_BY_NAME}
     * @return the hypothetical prompt, as in {@link #hypotheticalPrompt(Item, BehavioralProperty)},
     *     put into the frame
     * @throws IllegalArgumentException if the template has a field without a value
     */
    public Prompt hypotheticalPrompt(
            Item item, BehavioralProperty property, Framing framing, String target) {
        Prompt asked = plainHypotheticalPrompt(item, property);
        return item.variant()
                .hypothetical()
                .wrap(
                        switch (framing) {
                            case YOU -> asked;
                            case TARGET_BY_NAME ->
                                    framed(asked, prompts.aboutTarget(), item, target);
                            case ANOTHER_ASSISTANT ->
                                    framed(asked, prompts.aboutAnother(), item, target);
                        });
    }

    /**
     * Returns the prompt that asks a model to answer an item as the target would. The frame is put
     * around the last message of the object-level prompt, whose tools it keeps.
     *
     * @param item the item
     * @param target the name of the target
     * @return the object-level prompt in its frame
     * @throws IllegalArgumentException if the template has a field without a value
     */
    public Prompt simulationPrompt(Item item, String target) {
        Prompt plain = item.variant().plainPrompt();
        Map<String, String> values = PlaceholderValues.of(item, "prompt", plain.lastText());
        values.put("target", target);
        return item.variant()
                .objectLevel()
                .wrap(plain.withLastText(Placeholders.fill(prompts.asTarget(), values)));
    }

    /**
     * Returns the prompt that asks for a property of an answer that it quotes.
     *
     * @param item the item
     * @param answer the answer to quote
     * @param property the property
     * @return the control prompt
     */
    public Prompt controlPrompt(Item item, String answer, BehavioralProperty property) {
        Map<String, String> values = PlaceholderValues.of(item, property, prompts);
        values.put("answer", answer);
        return item.variant().hypothetical().wrap(prompts.control().fill(values));
    }

    private static Prompt framed(Prompt asked, String frame, Item item, String target) {
        Map<String, String> values = PlaceholderValues.of(item, "hypothetical", asked.lastText());
        values.put("target", target);
        return asked.withLastText(Placeholders.fill(frame, values));
    }
}
