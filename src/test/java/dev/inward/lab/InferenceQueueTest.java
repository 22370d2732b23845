package dev.inward.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Queues prompts of tokens while the thread of the queue is held at an earlier prompt. */
@Timeout(30)
class InferenceQueueTest {

    private static final int[] HELD = {3};
    private static final int[] PROMPT = {3, 4};
    private static final int[] OTHER = {4, 3};

    @TempDir Path folder;

    private final CountDownLatch hold = new CountDownLatch(1);
    private InferenceQueue queue;

    @BeforeEach
    void hold_the_thread_of_the_queue() throws Exception {
        queue = new InferenceQueue("untrained", weights());
        var started = new CountDownLatch(1);
        CompletableFuture<Integer> unused =
                queue.submit(
                        HELD,
                        scores -> {
                            started.countDown();
                            awaitRelease();
                            return 0;
                        });
        started.await();
    }

    @AfterEach
    void close() {
        hold.countDown();
        queue.close();
    }

    @Test
    void all_samples_of_a_waiting_prompt_share_the_scores_of_one_pass() {
        List<float[]> first = new ArrayList<>();
        List<float[]> other = new ArrayList<>();
        var answers = new ArrayList<CompletableFuture<Integer>>();
        for (int sample = 0; sample < 20; sample++) {
            int chosen = sample;
            answers.add(queue.submit(PROMPT.clone(), scores -> record(first, scores, chosen)));
            answers.add(queue.submit(OTHER, scores -> record(other, scores, -chosen)));
        }
        hold.countDown();

        assertThat(answers.stream().map(CompletableFuture::join).toList())
                .startsWith(0, 0, 1, -1, 2, -2)
                .hasSize(40);
        assertThat(first).hasSize(20).allMatch(scores -> scores == first.get(0));
        assertThat(other).hasSize(20).allMatch(scores -> scores == other.get(0));
        assertThat(other.get(0)).isNotEqualTo(first.get(0));
    }

    @Test
    void a_prompt_that_is_answered_has_the_same_scores_in_the_next_pass() {
        List<float[]> passes = new ArrayList<>();
        hold.countDown();
        queue.submit(PROMPT, scores -> record(passes, scores, 1)).join();
        queue.submit(OTHER).join();
        queue.submit(PROMPT, scores -> record(passes, scores, 1)).join();

        assertThat(passes.get(1)).isNotSameAs(passes.get(0)).isEqualTo(passes.get(0));
    }

    @Test
    void a_failure_fails_every_request_of_the_prompt_and_no_later_one() {
        var failure = new IllegalStateException("no choice");
        CompletableFuture<Integer> failed =
                queue.submit(
                        PROMPT,
                        scores -> {
                            throw failure;
                        });
        CompletableFuture<Integer> beside = queue.submit(PROMPT);
        hold.countDown();

        assertThatThrownBy(failed::join).hasCause(failure);
        assertThatThrownBy(beside::join).hasCause(failure);
        assertThat(queue.submit(PROMPT).join()).isNotNegative();
    }

    @Test
    void a_closed_queue_answers_what_waits_and_rejects_more_samples_of_it() {
        CompletableFuture<Integer> waiting = queue.submit(PROMPT);
        queue.close();

        assertThatThrownBy(() -> queue.submit(PROMPT))
                .isInstanceOf(RejectedExecutionException.class);
        hold.countDown();
        assertThat(waiting.join()).isNotNegative();
    }

    private static int record(List<float[]> all, float[] scores, int choice) {
        all.add(scores);
        return choice;
    }

    private void awaitRelease() {
        try {
            hold.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Weights weights() throws IOException {
        UntrainedLabModel.write(folder);
        Manifest manifest = Manifest.read(folder.resolve(Manifest.FILE));
        return Checkpoint.read(manifest.architecture(), folder.resolve("untrained.weights"));
    }
}
