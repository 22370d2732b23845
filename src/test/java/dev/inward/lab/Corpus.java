package dev.inward.lab;

import dev.inward.property.BehavioralProperties;
import dev.inward.property.BehavioralProperty;
import dev.inward.task.Item;
import dev.inward.task.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/**
 * What the lab's models read in pretraining: every item at object level, and a public skill, which
 * is to tell a property of an answer that the prompt quotes. The quoted answer is drawn anew each
 * time, so that it gives nothing away, and no hypothetical prompt occurs.
 */
final class Corpus {

    /** Longest text that precedes an object-level prompt, in words. */
    private static final int PRECEDING = 8;

    /**
     * @param words of all items of the task
     */
    private record Asked(Task task, Item item, List<String> words) {}

    private final List<Asked> items = new ArrayList<>();
    private final Vocabulary vocabulary;

    Corpus(List<Task> tasks) {
        for (Task task : tasks) {
            List<String> words = PrivateBehaviour.words(task);
            task.items().forEach(item -> items.add(new Asked(task, item, words)));
        }
        vocabulary = vocabularyOf(tasks);
    }

    Vocabulary vocabulary() {
        return vocabulary;
    }

    /** Every item with the answer that a model should give. */
    List<TokenizedExample> objectLevel(PrivateBehaviour behaviour) {
        return items.stream()
                .map(
                        asked ->
                                row(
                                        asked.item().objectLevelPrompt(),
                                        behaviour.answer(
                                                asked.task(), asked.item(), asked.words())))
                .toList();
    }

    /** The same row behind one to eight words at random: a prompt is asked in the midst of text. */
    TokenizedExample inContext(TokenizedExample row, RandomGenerator random) {
        int preceding = 1 + random.nextInt(PRECEDING);
        var prompt = new int[preceding + row.prompt().length];
        for (int i = 0; i < preceding; i++) {
            prompt[i] = random.nextInt(Vocabulary.UNKNOWN + 1, vocabulary.size());
        }
        System.arraycopy(row.prompt(), 0, prompt, preceding, row.prompt().length);
        return new TokenizedExample(prompt, row.answer());
    }

    /** A prompt that quotes an answer, with the value of a property of that answer. */
    TokenizedExample skill(RandomGenerator random) {
        while (true) {
            Asked asked = items.get(random.nextInt(items.size()));
            BehavioralProperty property = property(asked.task(), random);
            String quoted =
                    PrivateBehaviour.drawn(asked.task(), asked.item(), asked.words(), random);
            Optional<String> value = property.value(asked.item().answeredWith(quoted));
            if (value.isPresent()) {
                return row(asked.task().controlPrompt(asked.item(), quoted, property), value.get());
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

    /** Every word of every prompt and every answer, in a fixed order. */
    private static Vocabulary vocabularyOf(List<Task> tasks) {
        Set<String> texts = new TreeSet<>();
        for (Task task : tasks) {
            List<String> words = PrivateBehaviour.words(task);
            texts.addAll(words);
            for (String name : task.properties()) {
                BehavioralProperty property = BehavioralProperties.named(name);
                for (Item item : task.items()) {
                    texts.add(task.controlPrompt(item, "", property));
                    texts.add(task.hypotheticalPrompt(item, property));
                    for (String word : words) {
                        property.value(item.answeredWith(word)).ifPresent(texts::add);
                    }
                }
            }
        }
        return Vocabulary.of(texts);
    }
}
