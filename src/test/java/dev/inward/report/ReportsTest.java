package dev.inward.report;

import static dev.inward.knowntruth.KnownTruthEvals.knowing;
import static dev.inward.knowntruth.KnownTruthEvals.saying;
import static dev.inward.knowntruth.KnownTruthEvals.sometimes;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.inward.Margin;
import dev.inward.knowntruth.KnownTruthStudy;
import dev.inward.model.budget.PlannedCalls;
import dev.inward.report.format.Console;
import dev.inward.study.AnswerProgress;
import dev.inward.verdict.IntrospectionClaim;
import dev.inward.verdict.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reports of verdicts on known-truth models. */
class ReportsTest {

    private static final String HOSTILE = "<script>alert(1)</script>, \"quoted\"";

    @TempDir Path folder;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    @Test
    void the_verdict_file_does_not_depend_on_the_order_of_verdicts() throws IOException {
        List<Verdict> verdicts = verdicts();
        Path forwards = folder.resolve("forwards/verdicts.json");
        Path backwards = folder.resolve("backwards/verdicts.json");
        new VerdictFile(forwards).write(ReportedOnce.of(verdicts));
        new VerdictFile(backwards)
                .write(ReportedOnce.of(List.of(verdicts.get(1), verdicts.get(0))));

        assertThat(forwards).hasSameBinaryContentAs(backwards);
        JsonNode written = new ObjectMapper().readTree(forwards.toFile()).path("verdicts");
        assertThat(written).hasSize(2);
        assertThat(written.get(0).path("target").asText()).isEqualTo("noisy");
        assertThat(written.get(1).path("verdict").asText()).isEqualTo("PASS");
        assertThat(written.get(1).path("strict").path("self").path("estimate").asDouble())
                .isEqualTo(1);
        assertThat(written.get(1).path("authors").path("self").path("accuracy").asDouble())
                .isEqualTo(1);
    }

    @Test
    void the_verdict_file_leaves_no_other_file() throws IOException {
        Path file = folder.resolve("reports/verdicts.json");
        new VerdictFile(file).write(ReportedOnce.of(verdicts()));

        try (var files = Files.list(file.getParent())) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void the_verdict_table_has_one_row_for_each_verdict_and_aligned_columns() {
        String table = VerdictTable.of(ReportedOnce.of(verdicts()), 200);

        List<String> lines = table.lines().filter(line -> !line.isBlank()).toList();
        assertThat(lines).hasSize(6);
        assertThat(lines.get(0)).startsWith("Mode strict: paired by item");
        assertThat(lines.get(1)).isEqualTo("Protocol untrained: predictors are not finetuned.");
        assertThat(lines.get(2)).matches("property +target +predictor +n +self +cross +mode .*");
        assertThat(lines.get(4)).startsWith("first_character  oracle").endsWith("PASS");
        assertThat(lines.get(3).indexOf("noisy")).isEqualTo(lines.get(2).indexOf("target"));
    }

    @Test
    void progress_is_printed_every_five_seconds_and_names_running_work() {
        long[] now = {0};
        var progress = new ProgressPrinter(new Console(out), false, () -> now[0]);
        progress.trainingStepDone("borealis", "atlas", 10, 100);
        progress.answerCompleted(
                new AnswerProgress("atlas", 300, 100, 0, 80, new BigDecimal("0.071")));
        now[0] = 5_000_000_000L;
        progress.answerCompleted(new AnswerProgress("cygnus", 20, 20, 0, 0, BigDecimal.ZERO));
        progress.answerCompleted(
                new AnswerProgress("atlas", 300, 101, 2, 81, new BigDecimal("0.072")));
        progress.end();
        progress.end();

        assertThat(printed().lines())
                .containsExactly(
                        "inward: finetuning borealis on atlas 10 %, 120 of 320 answers, 16.0 calls/s, 33 % from store, 0.08 spent, 8 s left; atlas 100/300",
                        "inward: finetuning borealis on atlas 10 %, 121 of 320 answers, 16.2 calls/s, 31 % from store, 2 missing, 0.08 spent, 8 s left; atlas 101/300");
    }

    @Test
    void in_a_terminal_one_line_is_updated_and_ends_with_the_run() {
        long[] now = {0};
        var progress = new ProgressPrinter(new Console(out), true, () -> now[0]);
        for (int done = 9; done <= 11; done++) {
            now[0] += done == 11 ? 1 : 1_000_000_000L;
            progress.answerCompleted(new AnswerProgress("atlas", 11, done, 0, 0, BigDecimal.ZERO));
        }
        progress.end();
        progress.end();

        assertThat(printed())
                .isEqualTo(
                        "\rinward: 9 of 11 answers, 0.0 calls/s, 100 % from store, 0 s left; atlas 9/11"
                                + "\rinward: 10 of 11 answers, 0.0 calls/s, 100 % from store, 0 s left; atlas 10/11"
                                + "\rinward: 11 of 11 answers, 0.0 calls/s, 100 % from store"
                                + " ".repeat(23)
                                + System.lineSeparator());
    }

    @Test
    void a_plan_shows_the_calls_of_each_model_and_the_total() {
        var table = new PlannedCallsTable(new Console(out));
        List<PlannedCalls> calls =
                List.of(
                        new PlannedCalls(
                                "gpt",
                                10,
                                1_200,
                                50_000,
                                9_000,
                                Optional.of(new BigDecimal("0.2111"))),
                        new PlannedCalls("lab", 5, 0, 0, 0, Optional.of(BigDecimal.ZERO)));
        table.print(calls);
        table.print(calls);

        assertThat(printed().strip().lines())
                .containsExactly(
                        "This run needs at most (no model was called):",
                        "model  stored  calls  input tokens  output tokens  money",
                        "gpt    10      1,200  50,000        9,000          0.22",
                        "lab    5       0      0             0              0.00",
                        "all    15      1,200  50,000        9,000          0.22");
    }

    @Test
    void an_answer_of_a_model_stays_in_one_cell() {
        String csv = ItemsCsv.of(hostile().evidence().comparison());

        assertThat(csv.lines().findFirst())
                .contains(
                        "\"task\",\"prompt\",\"behaviour\",\"expected\",\"self\",\"selfOutcome\",\"cross\",\"crossOutcome\",\"mode\",\"untrainedSelf\",\"untrainedCross\",\"variant\"");
        assertThat(csv).contains("\"<script>alert(1)</script>, \"\"quoted\"\"\"");
    }

    private List<Verdict> verdicts() {
        return KnownTruthStudy.evidence(
                        folder.resolve("evals"),
                        List.of(
                                knowing("oracle", "itself"),
                                saying("guesser", "e"),
                                sometimes("noisy", 0.5, 1),
                                sometimes("other", 0.5, 2)))
                .stream()
                .map(evidence -> evidence.judge(new IntrospectionClaim(new Margin(0.05))))
                .toList();
    }

    /** A verdict on models with a hostile name and hostile answers. */
    private Verdict hostile() {
        return KnownTruthStudy.evidence(
                        folder.resolve("hostile"),
                        List.of(
                                knowing("<b>oracle</b>", "itself"),
                                saying("other", HOSTILE.replace("\"", "\\\""))))
                .get(0)
                .judge(new IntrospectionClaim(new Margin(0.05)));
    }

    private String printed() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
