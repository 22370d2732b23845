package dev.inward.study.stage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inward.model.Finetuning;
import dev.inward.model.Finetuning.Example;
import dev.inward.model.Finetuning.HeldOutPrompt;
import dev.inward.model.Finetuning.HeldOutPrompts;
import dev.inward.model.Prompt;
import dev.inward.property.BehavioralProperties;
import dev.inward.study.ComparisonRequest;
import dev.inward.study.ExtraMeasurements;
import dev.inward.study.StoppingRule;
import dev.inward.study.TrainingLabels;
import dev.inward.study.training.FinetuningSet;
import dev.inward.study.training.FinetuningSet.Use;
import dev.inward.study.training.LearnedSet;
import dev.inward.task.ScoredSplit;
import dev.inward.task.Task;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FinetuningManifestTest {

    private final FinetuningManifest manifest = new FinetuningManifest();

    @ParameterizedTest
    @EnumSource(Use.class)
    void each_kind_of_set_is_searched_for_held_out_prompts(Use use) {
        var heldOut =
                new HeldOutPrompts(List.of(new HeldOutPrompt("pets", "Which pet is 7?")), Set.of());

        assertThatThrownBy(() -> add("self", use, "Which pet is 7?", heldOut))
                .hasMessageContaining("row 1 of the finetuning set self-")
                .hasMessageContaining("has a held-out prompt of the task 'pets'");
    }

    @Test
    void models_whose_names_differ_in_a_special_character_have_sets_of_their_own() {
        add("a/b", Use.PREDICTOR, "Which pet is 1?", HeldOutPrompts.NONE);
        add("a_b", Use.PREDICTOR, "Which pet is 1?", HeldOutPrompts.NONE);

        assertThat(manifest.files()).hasSize(3).containsKey("manifest.json");
        assertThat(new String(manifest.files().get("manifest.json"), UTF_8))
                .contains("\"target\" : \"a/b\"", "\"target\" : \"a_b\"");
    }

    private void add(String target, Use use, String prompt, HeldOutPrompts heldOut) {
        var rows =
                new Finetuning(
                        List.of(new Example(Prompt.ofUser(prompt), "owl")), List.of(), 1, heldOut);
        manifest.add(
                request(target),
                new LearnedSet("cross", new FinetuningSet(use, rows, target, List.of(), 0)));
    }

    private static ComparisonRequest request(String target) {
        return new ComparisonRequest(
                BehavioralProperties.named("first_word"),
                target,
                "cross",
                List.of(
                        new Task(
                                "pets",
                                new Task.Prompts("", "{prompt}", ""),
                                List.of(),
                                List.of())),
                ScoredSplit.HELD_OUT,
                100,
                1,
                TrainingLabels.TRUE,
                ExtraMeasurements.NONE,
                StoppingRule.AT_THE_END);
    }
}
