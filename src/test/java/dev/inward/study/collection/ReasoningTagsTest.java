package dev.inward.study.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inward.model.ModelSpecification;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which part of an answer is reasoning, and which entries remove it. */
class ReasoningTagsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<think>\nLet me see.\n</think>\n\napple",
                "<think></think>apple",
                "\n <think>hm</think>apple",
                "\uFEFF<think>hm</think>apple",
                "\u00A0\u200B<think>hm</think>\u200B\u3000apple",
                "<think/>apple",
                "<think />\n\napple",
                "<think/><think>hm</think>apple",
                "<THINK>hm</Think> apple",
                "<think >hm</ think > apple",
                "<think time=\"3\">hm</think> apple",
                "<thinking>hm</thinking>\napple",
                "<thought>hm</thought>apple",
                "<reasoning>hm <b>no</b></reasoning> apple",
                "<seed:think>hm</seed:think>apple",
                "[THINK]hm[/THINK]apple",
                "<|think|>hm<|/think|>apple",
                "\u25c1think\u25b7hm\u25c1/think\u25b7apple",
                "<|begin_of_thought|>hm<|end_of_thought|>\n\napple",
                "<|START_THINKING|>hm<|END_THINKING|>apple",
                "<|channel>thought\nhm<channel|>apple",
                "<|channel|>analysis<|message|>hm<|end|><|start|>assistant<|channel|>final<|message|>apple",
                "<|start|>assistant<|channel|>analysis<|message|>hm<|end|><|start|>assistant<|channel|>commentary<|message|>so<|end|><|start|>assistant<|channel|>final<|message|>apple<|return|>",
                "<|channel|>final<|message|>apple",
                "analysisThe user wants a word.assistantfinalapple",
                "<think>a <think>b</think> c</think>apple",
                "<think>Shall I write <think> here?</think>apple",
                "<think>a <think> b <think> c</think> d</think>apple",
                "<think>a</think>\n<think>b</think>\napple",
                "<think>a</think></think>apple",
                "<think>a</thinking>apple",
                "<thinking>a</think>\napple",
                "Okay, the user wants a word.\n</think>\n\napple",
                "hm</thinking>apple",
                "hm</think>\n</think>\napple",
            })
    void reasoning_at_the_start_is_removed(String answer) {
        assertThat(ReasoningTags.DEFAULT.remainder(answer))
                .isEqualTo(new ReasoningTags.Remainder("apple", true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "apple",
                "  apple\n",
                "",
                "Here: <think>hm</think> apple",
                "Here: <think/> apple <br/>",
                "\uFEFFapple",
                "<p>apple</p>",
                "<thinker>a</thinker>",
                "<analysis>a</analysis>",
                "think</b>",
                "1 < think > 2",
                "analysis of an apple",
            })
    void any_other_text_is_unchanged(String answer) {
        assertThat(ReasoningTags.DEFAULT.remainder(answer))
                .isEqualTo(new ReasoningTags.Remainder(answer, false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<think>Let me see. The word app",
                "[THINK]Let me",
                "<think>",
                "<|channel|>analysis<|message|>Let me",
                "<think>a</think><think>b"
            })
    void an_answer_that_never_leaves_its_reasoning_has_no_text(String answer) {
        assertThat(ReasoningTags.DEFAULT.remainder(answer))
                .isEqualTo(new ReasoningTags.Remainder("", true));
    }

    @Test
    void the_text_after_the_reasoning_may_mention_the_tag() {
        assertThat(ReasoningTags.DEFAULT.remainder("<think>hm</think>a </think> b").text())
                .isEqualTo("a </think> b");
        assertThat(ReasoningTags.DEFAULT.remainder("<think>hm</think>a <think>b</think> c").text())
                .isEqualTo("a <think>b</think> c");
    }

    @Test
    void an_entry_names_its_own_tags() {
        assertThat(ReasoningTags.of(entry(Map.of()))).isEqualTo(ReasoningTags.DEFAULT);
        assertThat(ReasoningTags.of(entry(Map.of("reasoning-tags", "none"))).names()).isEmpty();
        assertThat(ReasoningTags.of(entry(Map.of("reasoning-tags", "think"))).names())
                .containsExactly("think");
        for (String several : List.of("[\"plan\",\"think\"]", "plan, think")) {
            ReasoningTags tags = ReasoningTags.of(entry(Map.of("reasoning-tags", several)));
            assertThat(tags.names()).containsExactly("plan", "think");
            assertThat(tags.remainder("<plan>hm</plan>apple").text()).isEqualTo("apple");
            assertThat(tags.remainder("<thought>hm</thought>apple").hadReasoning()).isFalse();
        }
        assertThat(
                        ReasoningTags.of(entry(Map.of("reasoning-tags", "none")))
                                .remainder("<think>hm</think>apple")
                                .text())
                .isEqualTo("<think>hm</think>apple");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<think>", "", "think tag", "[\"think\", \"\"]"})
    void a_name_that_is_no_tag_is_an_error(String value) {
        assertThatThrownBy(() -> ReasoningTags.of(entry(Map.of("reasoning-tags", value))))
                .hasMessageContaining("'reasoning-tags: ")
                .hasMessageContaining("expected names of tags without brackets");
    }

    private static ModelSpecification entry(Map<String, String> settings) {
        return new ModelSpecification(
                "m", "echo", settings, Path.of("."), Path.of("."), variable -> Optional.empty());
    }
}
