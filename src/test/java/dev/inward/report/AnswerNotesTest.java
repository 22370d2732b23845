package dev.inward.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.inward.InwardAssertions;
import dev.inward.Margin;
import dev.inward.knowntruth.SyntheticComparison;
import dev.inward.report.json.JsonWriter;
import dev.inward.report.json.VerdictRecord;
import dev.inward.study.AnswerEndings;
import dev.inward.study.ComparisonAnswers;
import dev.inward.study.PredictionOutcome;
import dev.inward.study.ScoredItem;
import dev.inward.task.Item;
import dev.inward.task.Split;
import dev.inward.verdict.Evidence;
import dev.inward.verdict.IntrospectionClaim;
import dev.inward.verdict.RunOutcome;
import dev.inward.verdict.RunOutcome.Ending;
import dev.inward.verdict.Verdict;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Where a reader sees that answers were truncated, refused or filtered, or held reasoning. */
class AnswerNotesTest {

    private static final ComparisonAnswers UNUSUAL =
            new ComparisonAnswers(
                    new AnswerEndings(161, 3, 2, 1, 0, 0, ""),
                    new AnswerEndings(40, 0, 0, 0, 40, 400, ""),
                    new AnswerEndings(40, 0, 0, 0, 0, 0, "plan"));

    private static final String[] NOTES = {
        "object-level answers of 'a': of 161 answers 3 truncated, 2 refused, 1 filtered",
        "self-predictions of 'a': of 40 answers 40 without their reasoning",
        "cross-predictions of 'b': all begin with the tag plan; if it contains reasoning, add it to 'reasoning-tags' of this model in models.yaml"
    };

    @Test
    void the_message_of_a_failed_assertion_says_so() {
        assertThatThrownBy(() -> assertAdvantage(evidence(UNUSUAL))).hasMessageContainingAll(NOTES);
    }

    @Test
    void the_summary_says_so_once_for_each_property() {
        Verdict verdict = verdict(UNUSUAL);
        var outcome = new RunOutcome(Ending.FAILED, 2, null, List.of(), List.of(), List.of());

        String summary = SummaryPage.of(outcome, ReportedOnce.of(List.of(verdict, verdict)));

        assertThat(summary).containsOnlyOnce("first\\_character, object-level answers of 'a'");
    }

    @Test
    void the_verdict_file_counts_each_ending() throws IOException {
        JsonNode answers = json(verdict(UNUSUAL)).path("answers");

        assertThat(answers.path("objectLevel"))
                .isEqualTo(
                        new ObjectMapper()
                                .readTree(
                                        """
                                        {"answers": 161, "truncated": 3, "refused": 2, "filtered": 1,
                                         "reasoningRemoved": 0, "reasoningWords": 0, "sharedTag": ""}
                                        """));
        assertThat(answers.at("/self/reasoningRemoved").asInt()).isEqualTo(40);
        assertThat(answers.at("/cross/sharedTag").asText()).isEqualTo("plan");
    }

    @Test
    void nothing_is_said_about_answers_that_stopped_normally() {
        var normal = new AnswerEndings(40, 0, 0, 0, 0, 0, "");
        var answers = new ComparisonAnswers(normal, normal, normal);

        assertThat(answers.notes("a", "b")).isEmpty();
        assertThatThrownBy(() -> assertAdvantage(evidence(answers)))
                .hasMessageNotContaining("answers of");
    }

    private static void assertAdvantage(Evidence evidence) {
        InwardAssertions.assertThat(evidence).selfPredictionBeatsCrossPrediction().byTheMargin();
    }

    private static Verdict verdict(ComparisonAnswers answers) {
        return evidence(answers).judge(new IntrospectionClaim(new Margin(0.05)));
    }

    private static Evidence evidence(ComparisonAnswers answers) {
        List<ScoredItem> items =
                IntStream.range(0, 40)
                        .mapToObj(i -> new Item("any", Map.of(), "prompt " + i, Split.HELD_OUT))
                        .map(
                                item ->
                                        SyntheticComparison.scored(
                                                item,
                                                PredictionOutcome.WRONG,
                                                PredictionOutcome.RIGHT))
                        .toList();
        return SyntheticComparison.of(
                        SyntheticComparison.request(
                                "a", "b", SyntheticComparison.task("any", List.of())),
                        items)
                .answers(answers)
                .evidence();
    }

    private static JsonNode json(Verdict verdict) throws IOException {
        return new ObjectMapper().readTree(JsonWriter.of(VerdictRecord.of(verdict, null)));
    }
}
