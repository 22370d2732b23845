package dev.inward.study.collection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inward.cache.AnswerResult;
import dev.inward.model.Completion;
import dev.inward.model.FinishReason;
import dev.inward.model.Prompt;
import dev.inward.model.Usage;
import dev.inward.study.AnswerEndings;
import dev.inward.study.StudyListener;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How answers are counted and scored that did not end normally or that contain reasoning. */
class AnswerEndingCounterTest {

    @Test
    void each_ending_is_counted_by_itself_and_missing_answers_are_left_out() {
        List<CollectedAnswer> answers =
                collect(
                        ReasoningTags.DEFAULT,
                        completion("apple", FinishReason.STOP),
                        completion("<think>hm</think>apple", FinishReason.STOP),
                        completion("<think>Let me", FinishReason.LENGTH),
                        completion("an app", FinishReason.LENGTH),
                        completion("I cannot.", FinishReason.REFUSAL),
                        completion("an a", FinishReason.CONTENT_FILTER));
        answers.add(CollectedAnswer.without("gone", CollectedAnswer.State.MISSING));

        assertThat(AnswerEndingCounter.count(answers))
                .isEqualTo(new AnswerEndings(6, 2, 1, 1, 2, 2, ""));
        assertThat(answers.stream().map(CollectedAnswer::text))
                .containsExactly("apple", "apple", "", "an app", "I cannot.", "", "gone");
    }

    @Test
    void a_tag_with_which_every_answer_begins_is_named() {
        assertThat(sharedTag("<plan>hm</plan>apple")).isEqualTo("plan");
        assertThat(sharedTag("[PLAN]hm[/PLAN]apple")).isEqualTo("PLAN");
        assertThat(sharedTag("<think>hm</think>apple")).isEmpty();
        assertThat(sharedTag("apple")).isEmpty();
    }

    @Test
    void a_tag_of_some_answers_or_of_few_is_not_named() {
        Completion tagged = completion("<plan>hm</plan>apple", FinishReason.STOP);
        Completion plain = completion("apple", FinishReason.STOP);

        assertThat(
                        AnswerEndingCounter.count(
                                        collect(
                                                ReasoningTags.DEFAULT,
                                                tagged,
                                                tagged,
                                                tagged,
                                                tagged,
                                                tagged,
                                                plain))
                                .sharedTag())
                .isEmpty();
        assertThat(
                        AnswerEndingCounter.count(collect(ReasoningTags.DEFAULT, tagged, tagged))
                                .sharedTag())
                .isEmpty();
    }

    /** Five answers are the fewest; empty ones say nothing about how a model begins. */
    @Test
    void a_tag_needs_five_answers_of_which_empty_ones_do_not_contradict_it() {
        Completion tagged = completion("<plan>hm</plan>apple", FinishReason.STOP);
        Completion empty = completion(" ", FinishReason.STOP);

        assertThat(
                        AnswerEndingCounter.count(
                                        collect(
                                                ReasoningTags.DEFAULT,
                                                tagged,
                                                tagged,
                                                tagged,
                                                tagged,
                                                empty))
                                .sharedTag())
                .isEqualTo("plan");
        assertThat(
                        AnswerEndingCounter.count(
                                        collect(
                                                ReasoningTags.DEFAULT,
                                                tagged,
                                                tagged,
                                                tagged,
                                                empty))
                                .sharedTag())
                .isEmpty();
    }

    private static String sharedTag(String text) {
        Completion[] same =
                IntStream.range(0, 6)
                        .mapToObj(i -> completion(text, FinishReason.STOP))
                        .toArray(Completion[]::new);
        return AnswerEndingCounter.count(collect(ReasoningTags.DEFAULT, same)).sharedTag();
    }

    private static List<CollectedAnswer> collect(
            ReasoningTags reasoning, Completion... completions) {
        var collector =
                new AnswerCollector(
                        new StudyListener() {},
                        request ->
                                CompletableFuture.completedFuture(
                                        new AnswerResult(
                                                completions[
                                                        Integer.parseInt(
                                                                request.prompt().lastText())],
                                                true)));
        var model =
                new NamedModel(
                        "m",
                        prompt -> CompletableFuture.failedFuture(new IllegalStateException()),
                        null,
                        reasoning,
                        Preamble.NONE);
        var answers = new ArrayList<CollectedAnswer>();
        for (int i = 0; i < completions.length; i++) {
            answers.add(
                    collector
                            .request(model, "first_word", Prompt.ofUser(String.valueOf(i)))
                            .join());
        }
        return answers;
    }

    private static Completion completion(String text, FinishReason reason) {
        return new Completion(text, reason, Usage.UNKNOWN, null, null, null);
    }
}
