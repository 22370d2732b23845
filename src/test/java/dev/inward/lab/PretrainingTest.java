package dev.inward.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inward.property.BehavioralProperties;
import dev.inward.task.Task;
import dev.inward.task.Tasks;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Pretrains small models on the real tasks, with a hundredth of the steps. */
@Tag("slow")
class PretrainingTest {

    private static final List<Task> TASKS = Tasks.read(Path.of("evals/tasks")).all();

    private static final Corpus CORPUS = new Corpus(TASKS);

    private final Pretraining pretraining =
            new Pretraining(CORPUS, new Pretraining.Settings(30, 32, 2e-3, 0.5, 0.5, 0.5));
    private final Architecture architecture =
            new Architecture(CORPUS.vocabulary().size(), 24, 16, 2, 32, 2, 2);

    @Test
    void a_seed_gives_the_same_weights_in_concurrent_trainings() {
        Sha256Hash alone = hashOfTrained(1);
        var first = CompletableFuture.supplyAsync(() -> hashOfTrained(1));
        var second = CompletableFuture.supplyAsync(() -> hashOfTrained(2));

        assertThat(first.join().hex()).isEqualTo(alone.hex());
        assertThat(second.join().hex()).isNotEqualTo(alone.hex());
    }

    @Test
    void pretraining_has_no_hypothetical_prompt() {
        Set<List<Integer>> hypothetical = new HashSet<>();
        for (Task task : TASKS) {
            for (String name : task.properties()) {
                var property = BehavioralProperties.named(name);
                task.items()
                        .forEach(
                                item ->
                                        hypothetical.add(
                                                tokens(
                                                        task.hypotheticalPrompt(item, property)
                                                                .text())));
            }
        }
        var random = new SplittableRandom(4);
        List<TokenizedExample> corpus =
                new ArrayList<>(CORPUS.objectLevel(new PrivateBehaviour(1)));
        List<TokenizedExample> objectLevel = List.copyOf(corpus);
        for (int i = 0; i < 20_000; i++) {
            corpus.add(CORPUS.skill(random));
            corpus.add(
                    CORPUS.inContext(objectLevel.get(random.nextInt(objectLevel.size())), random));
        }

        Set<List<Integer>> inBoth =
                corpus.stream()
                        .map(row -> Arrays.stream(row.prompt()).boxed().toList())
                        .filter(hypothetical::contains)
                        .collect(Collectors.toSet());

        assertThat(hypothetical).hasSizeGreaterThan(4000);
        assertThat(inBoth).isEmpty();
    }

    @Test
    void two_models_agree_as_often_as_their_shared_behaviour_and_chance_imply() {
        List<TokenizedExample> one = CORPUS.objectLevel(new PrivateBehaviour(1));
        List<TokenizedExample> other = CORPUS.objectLevel(new PrivateBehaviour(2));
        int same = 0;
        for (int i = 0; i < one.size(); i++) {
            same += one.get(i).answer() == other.get(i).answer() ? 1 : 0;
        }

        assertThat(same / (double) one.size()).isBetween(0.4, 0.6);
    }

    private Sha256Hash hashOfTrained(long seed) {
        var texts = new ArrayList<String>();
        for (var tensor : pretraining.train(architecture, seed, step -> {}).tensors()) {
            texts.add(Arrays.toString(tensor.values()));
        }
        return Sha256Hash.of(texts);
    }

    private List<Integer> tokens(String text) {
        return Arrays.stream(CORPUS.vocabulary().tokens(text)).boxed().toList();
    }
}
