package dev.inward.study.training;

import dev.inward.judge.PropertyValues;
import dev.inward.model.Finetuning;
import dev.inward.model.Finetuning.Example;
import dev.inward.model.Finetuning.HeldOutPrompts;
import dev.inward.model.Prompt;
import dev.inward.model.Sha256;
import dev.inward.property.BehavioralProperty;
import dev.inward.study.ComparisonRequest;
import dev.inward.study.TrainingLabels;
import dev.inward.study.collection.AnswerCollector;
import dev.inward.study.collection.Behaviours;
import dev.inward.study.collection.ObservedBehaviours;
import dev.inward.study.design.RowContent;
import dev.inward.study.training.TrainingCandidates.Candidate;
import dev.inward.task.Item;
import dev.inward.task.Split;
import dev.inward.task.Task;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Builds finetuning sets from the answers of one model to training items. */
final class FinetuningSetBuilder {

    /** A row, and what must not occur in another row. */
    private record Row(String objectLevelPrompt, Example example) {}

    private final ComparisonRequest request;
    private final Map<Task, List<BehavioralProperty>> properties;
    private final String teacher;
    private final Behaviours behaviours;
    private final PropertyValues values;
    private final TrainingCandidates candidates;
    private final HeldOutPrompts heldOut;
    private final Set<String> heldOutTexts;
    private final Random random;
    private final List<Example> examples = new ArrayList<>();
    private final List<FinetuningSet.Cell> cells = new ArrayList<>();
    private final Set<List<Object>> known = new HashSet<>();
    private int duplicates;

    /**
     * Creates the builder of one set.
     *
     * @param properties the properties to teach, by task, in order
     * @param observed the answers to training items
     * @param teacher the name of the model whose answers the rows are about; null for the target
     * @param values the values of the properties
     */
    FinetuningSetBuilder(
            ComparisonRequest request,
            Map<Task, List<BehavioralProperty>> properties,
            ObservedBehaviours observed,
            @Nullable String teacher,
            PropertyValues values) {
        this.request = request;
        this.properties = properties;
        this.teacher = teacher == null ? request.target() : teacher;
        this.values = values;
        behaviours = observed.teacher(teacher);
        candidates = new TrainingCandidates(request, observed, this.teacher, behaviours, values);
        heldOut = HeldOutTexts.of(properties, request.tasks(), behaviours, values);
        heldOutTexts =
                heldOut.prompts().stream()
                        .map(prompt -> normalised(prompt.text()))
                        .collect(Collectors.toSet());
        random = new Random(request.seed());
    }

    private static String normalised(String text) {
        return HeldOutPrompts.withSingleSpaces(text).strip();
    }

    /**
     * Returns the rows that the design of the study asks for.
     *
     * @throws IllegalArgumentException if there are none; the message says why
     */
    FinetuningSet build() {
        var rehearsal = new ArrayList<Prompt>();
        RowContent content = request.design().training().content();
        properties.forEach(
                (task, taught) -> {
                    if (content == RowContent.OBJECT_LEVEL) {
                        addObjectLevelAnswers(task, item -> true);
                        return;
                    }
                    for (BehavioralProperty property : taught) {
                        addCell(task, property, content);
                    }
                    addRehearsal(rehearsal, task, taught);
                });
        if (!request.design().study().isEmpty()) {
            Collections.shuffle(examples, random);
        }
        return set(FinetuningSet.Use.PREDICTOR, rehearsal);
    }

    private FinetuningSet set(FinetuningSet.Use use, List<Prompt> rehearsal) {
        requireRows();
        return new FinetuningSet(
                use,
                new Finetuning(examples, rehearsal, request.seed(), heldOut),
                teacher,
                cells,
                duplicates);
    }

    private void requireRows() {
        if (examples.isEmpty()) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "the finetuning set about '%s' has no rows: no training item of %s has an answer that keeps the rules of its task and has a value. Name other tasks or properties, or loosen the filter.",
                            teacher,
                            properties.keySet().stream()
                                    .map(Task::name)
                                    .collect(Collectors.joining(", "))));
        }
    }

    /**
     * Returns the model's own answers to the training items of all tasks. They teach another model
     * to answer in its place, or change the behaviour of the model that learns them.
     *
     * @param use what they are for
     * @param counts whether an item can make a row
     * @throws IllegalArgumentException as in {@link #build}
     */
    FinetuningSet objectLevelAnswers(FinetuningSet.Use use, Predicate<Item> counts) {
        properties.keySet().forEach(task -> addObjectLevelAnswers(task, counts));
        return set(use, List.of());
    }

    /** Returns the training items of all tasks whose answers can make rows. */
    Set<Item> usableItems() {
        return properties.keySet().stream().flatMap(candidates::usable).collect(Collectors.toSet());
    }

    private void addObjectLevelAnswers(Task task, Predicate<Item> counts) {
        add(
                task,
                AnswerCollector.OBJECT_LEVEL,
                candidates
                        .usable(task)
                        .filter(counts)
                        .map(item -> row(item, TrainingPrompts.objectLevel(item), behaviour(item)))
                        .toList());
    }

    private void addCell(Task task, BehavioralProperty property, RowContent content) {
        List<Candidate> asked =
                content == RowContent.INSTRUCTION_FOLLOWING
                        ? quoting(task, property)
                        : candidates.about(task, property);
        Function<Candidate, Prompt> prompt =
                content == RowContent.INSTRUCTION_FOLLOWING
                        ? it -> TrainingPrompts.control(task, it.item(), it.quoted(), property)
                        : it -> TrainingPrompts.hypothetical(task, it.item(), property);
        var labels = asked.stream().map(Candidate::value).collect(Collectors.toList());
        if (request.labels() == TrainingLabels.PERMUTED) {
            Collections.shuffle(labels, random);
        }
        add(
                task,
                property.name(),
                IntStream.range(0, asked.size())
                        .mapToObj(
                                i ->
                                        row(
                                                asked.get(i).item(),
                                                prompt.apply(asked.get(i)),
                                                labels.get(i)))
                        .toList());
    }

    private static Row row(Item item, Prompt prompt, String completion) {
        return new Row(item.objectLevelPrompt(), new Example(prompt, completion));
    }

    /**
     * Adds the rows of a cell: each prompt and question once, and a sample if there are many. Two
     * properties with the same question both keep their rows.
     */
    private void add(Task task, String property, List<Row> rows) {
        var distinct = new ArrayList<Example>();
        for (Row row : rows) {
            if (known.add(List.of(property, row.objectLevelPrompt(), row.example().prompt()))) {
                distinct.add(row.example());
            } else {
                duplicates++;
            }
        }
        List<Example> sampled = sample(distinct, task.name(), property);
        examples.addAll(sampled);
        cells.add(new FinetuningSet.Cell(task.name(), property, distinct.size(), sampled.size()));
    }

    /** The sample of a cell depends on the seed and its names, so no other cell changes it. */
    private List<Example> sample(List<Example> rows, String task, String property) {
        int wanted = request.design().training().rowsPerCell();
        if (rows.size() <= wanted) {
            return rows;
        }
        long seed =
                ByteBuffer.wrap(Sha256.of(List.of(String.valueOf(request.seed()), task, property)))
                        .getLong();
        var numbers = IntStream.range(0, rows.size()).boxed().collect(Collectors.toList());
        Collections.shuffle(numbers, new Random(seed));
        return numbers.subList(0, wanted).stream().sorted().map(rows::get).toList();
    }

    /**
     * Returns items with the answer to another random item, and the property of that answer. The
     * answer reveals nothing about the item of the prompt.
     */
    private List<Candidate> quoting(Task task, BehavioralProperty property) {
        List<Item> items = candidates.usable(task).toList();
        var quoting = new ArrayList<Candidate>();
        for (Item item : items) {
            String quoted = behaviour(items.get(random.nextInt(items.size())));
            if (task.asks(item, property) && !heldOutTexts.contains(normalised(quoted))) {
                values.ofText(property, item, quoted)
                        .ifPresent(value -> quoting.add(new Candidate(item, value, quoted)));
            }
        }
        return quoting;
    }

    /**
     * Adds prompts whose answers finetuning should not change, all of them about training items.
     * These are the object-level prompts, and prompts that ask for a property of a quoted answer.
     * An answer that is the text of a held-out prompt is not quoted.
     */
    private void addRehearsal(List<Prompt> rehearsal, Task task, List<BehavioralProperty> taught) {
        task.items(Split.TRAIN).forEach(item -> rehearsal.add(TrainingPrompts.objectLevel(item)));
        List<Item> items = behaviours.usableTrainingItems(task);
        for (Item item : items) {
            BehavioralProperty property = taught.get(random.nextInt(taught.size()));
            String quotedAnswer = behaviour(items.get(random.nextInt(items.size())));
            if (values.ofText(property, item, quotedAnswer).isPresent()
                    && !heldOutTexts.contains(normalised(quotedAnswer))) {
                rehearsal.add(TrainingPrompts.control(task, item, quotedAnswer, property));
            }
        }
    }

    private String behaviour(Item item) {
        return behaviours.of(item).text();
    }
}
