package dev.inward.lab;

import dev.inward.property.BehavioralProperties;
import dev.inward.property.BehavioralProperty;
import dev.inward.task.Item;
import dev.inward.task.Task;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/**
 * The rows of pretraining. They are object-level prompts of every item and a public skill: to name
 * a property of an answer that the prompt quotes. The quoted answer is random, so it reveals
 * nothing about the model. No hypothetical prompt occurs.
 */
final class Corpus {

    /** The maximum number of random words before an object-level prompt. */
    private static final int MAX_PRECEDING_WORDS = 8;

    /**
     * @param words the words of all items of the task
     */
    private record TaskItem(Task task, Item item, List<String> words) {}

    private final List<List<TaskItem>> itemsByTask;
    private final Vocabulary vocabulary;

    Corpus(List<Task> tasks) {
        itemsByTask =
                tasks.stream()
                        .map(
                                task -> {
                                    List<String> words = PrivateBehaviour.words(task);
                                    return task.items().stream()
                                            .map(item -> new TaskItem(task, item, words))
                                            .toList();
                                })
                        .toList();
        vocabulary = vocabularyOf(tasks);
    }

    Vocabulary vocabulary() {
        return vocabulary;
    }

    /** Returns every object-level prompt with the answer that a model should give. */
    List<TokenizedExample> objectLevel(PrivateBehaviour behaviour) {
        return itemsByTask.stream()
                .flatMap(List::stream)
                .map(
                        taskItem ->
                                row(
                                        taskItem.item().objectLevelPrompt(),
                                        behaviour.answer(
                                                taskItem.task(),
                                                taskItem.item(),
                                                taskItem.words())))
                .toList();
    }

    /** Returns the same example with one to eight random words before its prompt. */
    TokenizedExample inContext(TokenizedExample row, RandomGenerator random) {
        int precedingWords = 1 + random.nextInt(MAX_PRECEDING_WORDS);
        var prompt = new int[precedingWords + row.prompt().length];
        for (int i = 0; i < precedingWords; i++) {
            prompt[i] = random.nextInt(Vocabulary.UNKNOWN + 1, vocabulary.size());
        }
        System.arraycopy(row.prompt(), 0, prompt, precedingWords, row.prompt().length);
        return new TokenizedExample(prompt, row.answer());
    }

    /**
     * Returns a prompt that quotes an answer, with the value of a property of that answer. All
     * tasks are equally likely. So a task with many items does not displace the properties of the
     * others.
     */
    TokenizedExample skill(RandomGenerator random) {
        while (true) {
            List<TaskItem> ofTask = itemsByTask.get(random.nextInt(itemsByTask.size()));
            TaskItem taskItem = ofTask.get(random.nextInt(ofTask.size()));
            BehavioralProperty property = property(taskItem.task(), random);
            String quoted =
                    PrivateBehaviour.randomAnswer(
                            taskItem.task(), taskItem.item(), taskItem.words(), random);
            Optional<String> value = property.value(taskItem.item().behaviourFor(quoted));
            if (value.isPresent()) {
                return row(
                        taskItem.task().controlPrompt(taskItem.item(), quoted, property).text(),
                        value.get());
            }
        }
    }

    private static BehavioralProperty property(Task task, RandomGenerator random) {
        List<String> names = task.properties();
        return BehavioralProperties.named(names.get(random.nextInt(names.size())));
    }

    private TokenizedExample row(String prompt, String answer) {
        return new TokenizedExample(vocabulary.tokens(prompt), vocabulary.tokens(answer)[0]);
    }

    /** Collects every word of every prompt and every answer, in a fixed order. */
    private static Vocabulary vocabularyOf(List<Task> tasks) {
        Set<String> texts = new TreeSet<>();
        for (Task task : tasks) {
            List<String> words = PrivateBehaviour.words(task);
            texts.addAll(words);
            for (String name : task.properties()) {
                BehavioralProperty property = BehavioralProperties.named(name);
                for (Item item : task.items()) {
                    texts.add(task.controlPrompt(item, "", property).text());
                    texts.add(task.hypotheticalPrompt(item, property).text());
                    for (String word : words) {
                        property.value(item.behaviourFor(word)).ifPresent(texts::add);
                    }
                }
            }
        }
        return Vocabulary.of(texts);
    }
}
