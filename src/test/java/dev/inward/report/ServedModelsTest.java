package dev.inward.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.inward.Margin;
import dev.inward.knowntruth.SyntheticComparison;
import dev.inward.study.ModelProvenance;
import dev.inward.study.TrainingLabels;
import dev.inward.verdict.Decision;
import dev.inward.verdict.IntrospectionClaim;
import dev.inward.verdict.RunOutcome;
import dev.inward.verdict.RunOutcome.Ending;
import dev.inward.verdict.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Tests what a run says about the models that providers served. */
class ServedModelsTest {

    private static final String SEVERAL =
            "2 models answered for the one model id 'gpt-1': gpt-1-a, gpt-1-b.";

    @Test
    void the_summary_names_the_models_that_were_requested_and_served() {
        String page =
                page(
                        verdict(
                                "first_word",
                                model("self", "gpt-1", "gpt-1-a"),
                                model("cross", "gpt-2")));

        assertThat(page)
                .contains("### Models")
                .contains("| requested | served |")
                .contains("| gpt-1 | gpt-1-a |")
                .contains("| gpt-2 | not reported |");
    }

    @Test
    void a_model_without_a_requested_id_stands_under_its_name_if_its_provider_reports_one() {
        assertThat(page(verdict("first_word", model("self", null, "own-1"), model("cross", null))))
                .contains("| self | own-1 |")
                .doesNotContain("| cross | not reported |");
    }

    @Test
    void two_models_for_one_requested_id_are_a_note_at_every_verdict_that_used_it() {
        Verdict first =
                verdict(
                        "first_word",
                        model("self", "gpt-1", "gpt-1-a"),
                        model("cross", "gpt-2", "gpt-2-a"));
        Verdict last =
                verdict(
                        "last_word",
                        model("self", "gpt-1", "gpt-1-b"),
                        model("cross", "gpt-2", "gpt-2-a"));
        Verdict other =
                verdict(
                        "is_even",
                        model("self", "gpt-3", "gpt-3-a"),
                        model("cross", "gpt-2", "gpt-2-a"));
        RunVerdicts run = ReportedOnce.of(List.of(first, last, other));

        assertThat(ServedModels.of(run).notes())
                .singleElement()
                .asString()
                .startsWith(SEVERAL)
                .endsWith("-Dinward.mode=refresh.");
        List<ObjectNode> records = run.records();
        assertThat(records)
                .extracting(record -> record.path("property").asText())
                .containsExactly("first_word", "is_even", "last_word");
        assertThat(records.get(0).path("notes"))
                .extracting(JsonNode::asText)
                .allMatch(note -> note.startsWith(SEVERAL))
                .hasSize(1);
        assertThat(records.get(1).has("notes")).isFalse();
        assertThat(records.get(2).path("notes")).hasSize(1);
    }

    @Test
    void judges_are_named_too() {
        Verdict verdict =
                PetVerdicts.comparison("first_word", TrainingLabels.TRUE, 60)
                        .judging(
                                SyntheticComparison.judgedBy(
                                        model("judge", "gpt-9", "gpt-9-a", "gpt-9-b")))
                        .evidence()
                        .judge(new IntrospectionClaim(new Margin(0.05)));

        assertThat(page(verdict)).contains("| gpt-9 | gpt-9-a, gpt-9-b |");
        assertThat(ServedModels.of(ReportedOnce.of(List.of(verdict))).notes())
                .singleElement()
                .asString()
                .startsWith("2 models answered for the one model id 'gpt-9': gpt-9-a, gpt-9-b.");
    }

    @Test
    void finetuned_models_are_named_too() throws Exception {
        ReportedVerdict plain =
                ReportedVerdict.of(
                        "eval", verdict("first_word", model("self", null), model("cross", null)));
        plain.record()
                .set(
                        "finetunedModels",
                        new ObjectMapper()
                                .readTree(
                                        "[{\"name\": \"self 2\", \"served\": [\"ft:1\", \"ft:2\"]}]"));

        assertThat(
                        ServedModels.of(
                                        new RunVerdicts(
                                                List.of(
                                                        new RunVerdicts.Judged(
                                                                plain, List.of(Decision.PASS))),
                                                Optional.empty()))
                                .notes())
                .singleElement()
                .asString()
                .startsWith("2 models answered for the one model id 'self 2': ft:1, ft:2.");
    }

    @Test
    void the_ladder_is_a_table_with_a_row_for_each_rung() {
        Verdict verdict = verdict("first_word", model("self", null), model("cross", null));

        assertThat(LadderCsv.of(verdict.evidence().ladder()).lines().toList())
                .hasSize(8)
                .startsWith("\"rung\",\"title\",\"state\",\"reason\"")
                .element(1)
                .asString()
                .startsWith("1,\"above trivial baselines\",\"reached\",\"self-prediction above");
    }

    private static String page(Verdict verdict) {
        return SummaryPage.of(
                new RunOutcome(Ending.PASSED, 1, null, List.of(), List.of(), List.of()),
                ReportedOnce.of(List.of(verdict)));
    }

    private static Verdict verdict(
            String property, ModelProvenance target, ModelProvenance predictor) {
        return PetVerdicts.comparison(property, TrainingLabels.TRUE, 60)
                .models(target, predictor)
                .evidence()
                .judge(new IntrospectionClaim(new Margin(0.05)));
    }

    private static ModelProvenance model(
            String name, @Nullable String requested, String... served) {
        return new ModelProvenance(name, requested, "greedy", new TreeSet<>(Set.of(served)), null);
    }
}
