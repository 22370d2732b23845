package dev.inward.transcript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.inward.IntrospectionEval;
import dev.inward.InwardAssertions;
import dev.inward.Margin;
import dev.inward.knowntruth.CapturedConsole;
import dev.inward.property.BehavioralProperties;
import dev.inward.verdict.Evidence;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A verdict from answers in each format, with the figures that a count by hand gives. */
class TranscriptVerdictTest {

    private static final Path RESOURCES = Path.of("src/test/resources/transcripts");

    @TempDir Path folder;
    @RegisterExtension final CapturedConsole console = new CapturedConsole();

    @Test
    void json_lines_need_no_mapping_if_the_columns_have_inwards_names() {
        TranscriptRun run = run();
        run.write("answers.jsonl", Cities.jsonl());
        run.task("transcript: {file: answers.jsonl}");

        assertVerdictOfCities(run.verdict());
    }

    @Test
    void csv_of_other_columns_and_words_is_mapped() {
        TranscriptRun run = run();
        run.write(
                "answers.csv",
                "\ufeffLLM,role,asks for,id,text,reply\r\n"
                        + Cities.lines(
                                answer ->
                                        String.format(
                                                Locale.ROOT,
                                                "org/%s,%s,%s,q%d,\"%s\",%s\r",
                                                answer.model(),
                                                answer.property().isEmpty()
                                                        ? "behaviour"
                                                        : "prediction",
                                                answer.property().isEmpty() ? "" : "first",
                                                answer.question(),
                                                answer.prompt(),
                                                answer.text())));
        run.task(
                """
                transcript:
                  file: answers.csv
                  columns: {model: LLM, kind: role, property: asks for, question: id, prompt: text, answer: reply}
                  words:
                    kind: {behaviour: object-level, prediction: hypothetical}
                    model: {org/atlas: atlas, org/borealis: borealis}
                    property: {first: first_character}
                """);

        assertVerdictOfCities(run.verdict());
    }

    @Test
    void hypothetical_rows_without_ids_belong_to_the_question_inside_their_prompt() {
        TranscriptRun run = run();
        run.write(
                "answers.tsv",
                "prompt\tmodel\tproperty\tanswer\n"
                        + Cities.lines(
                                answer ->
                                        String.join(
                                                "\t",
                                                answer.prompt(),
                                                answer.model(),
                                                answer.property(),
                                                answer.text())));
        run.task("transcript: {file: answers.tsv}");

        assertVerdictOfCities(run.verdict());
    }

    @Test
    void files_of_one_kind_each_get_what_they_share_from_the_task_file() {
        TranscriptRun run = run();
        for (String kind : List.of("object-level", "hypothetical")) {
            run.write(
                    kind + ".jsonl",
                    Cities.all().stream()
                            .filter(answer -> answer.kind().equals(kind))
                            .map(
                                    answer ->
                                            String.format(
                                                    Locale.ROOT,
                                                    "{\"by\": \"%s\", \"n\": %d, \"out\": {\"text\": \"%s\"}}\n",
                                                    answer.model(),
                                                    answer.question(),
                                                    answer.text()))
                            .reduce("", String::concat));
        }
        run.task(
                """
                transcript:
                  columns: {model: by, question: n, answer: /out/text}
                  files:
                    - {file: object-level.jsonl, values: {kind: object-level}}
                    - {file: hypothetical.jsonl, values: {kind: hypothetical, property: first_character}}
                """);

        assertVerdictOfCities(run.verdict());
    }

    @Test
    void a_gate_compares_answers_of_equal_sampling() {
        TranscriptRun run = run();
        run.write("answers.jsonl", Cities.jsonl());
        run.task("transcript: {file: answers.jsonl, sampling: temperature 0}");
        run.set("inward.baseline.write", folder.resolve("baseline.json").toString());
        run.verdict();
        run.unset("inward.baseline.write");
        run.set("inward.regression-margin", "0.2");
        run.set("inward.baseline", folder.resolve("baseline.json").toString());

        assertThat(run.run(TranscriptRun.AtlasEval.class).testEvents().failed().count()).isZero();
        assertThat(console.printed()).containsPattern("all 1 cells .* PASS");

        run.task("transcript: {file: answers.jsonl, sampling: temperature 1}");
        run.run(TranscriptRun.AtlasEval.class);
        assertThat(console.printed())
                .contains(
                        "the sampling parameters of 'atlas' differ: temperature 0 in the baseline and temperature 1 in this run");

        run.task("transcript: {file: answers.jsonl}");
        run.run(TranscriptRun.AtlasEval.class);
        assertThat(console.printed()).contains("'atlas' does not state its sampling parameters");
    }

    /** Counted beforehand from the rules of the server that answered: 29 and 4 of 32. */
    @Test
    void archives_of_inspect_give_a_verdict() throws IOException {
        TranscriptRun run = run();
        for (String model : List.of("atlas", "borealis")) {
            Files.copy(
                    RESOURCES.resolve("inspect/" + model + ".eval"),
                    run.tasks().resolve(model + ".eval"));
        }
        run.task(
                """
                transcript:
                  words: {model: {openai-api/loop/atlas: atlas, openai-api/loop/borealis: borealis}}
                  files: [{file: atlas.eval}, {file: borealis.eval}]
                """);

        JsonNode verdict = run.verdict();
        assertVerdict(verdict, 32, 29.0 / 32, 4.0 / 32);
        assertThat(verdict.at("/targetModel/served/0").asText()).isEqualTo("atlas-2026-01");
        assertThat(verdict.at("/origins/cities/transcript/files/0").toString())
                .isEqualTo(
                        "{\"file\":\"atlas.eval\",\"format\":\"inspect\",\"sha256\":\"16bebeaeb8b16699817b065cbb0aa091cedfd97ad6e417ae27124764930a7fec\",\"rows\":64}");
    }

    @Test
    void json_logs_of_inspect_give_the_same_verdict() throws IOException {
        TranscriptRun run = run();
        for (String model : List.of("atlas", "borealis")) {
            try (InputStream in =
                    new GZIPInputStream(
                            Files.newInputStream(
                                    RESOURCES.resolve("inspect/" + model + ".json.gz")))) {
                Files.copy(in, run.tasks().resolve(model + ".json"));
            }
        }
        run.task(
                """
                transcript:
                  files:
                    - {file: atlas.json, values: {model: atlas}}
                    - {file: borealis.json, values: {model: borealis}}
                """);

        assertVerdict(run.verdict(), 32, 29.0 / 32, 4.0 / 32);
    }

    @Test
    void samples_of_the_lm_evaluation_harness_give_a_verdict() throws IOException {
        TranscriptRun run = run();
        var task = new StringBuilder("transcript:\n  files:\n");
        for (String model : List.of("atlas", "borealis")) {
            Files.createDirectory(run.tasks().resolve(model));
            try (Stream<Path> samples = Files.list(RESOURCES.resolve("lm-eval/" + model))) {
                for (Path file : samples.sorted().toList()) {
                    String name = model + "/" + file.getFileName();
                    Files.copy(file, run.tasks().resolve(name));
                    String values =
                            name.contains("_object_")
                                    ? "kind: object-level"
                                    : "kind: hypothetical, property: first_character";
                    task.append("    - {file: %s, values: {%s}}\n".formatted(name, values));
                }
            }
        }
        run.task(task.toString());

        JsonNode verdict = run.verdict();
        assertVerdict(verdict, 32, 29.0 / 32, 4.0 / 32);
        assertThat(verdict.at("/origins/cities/transcript/files/3/format").asText())
                .isEqualTo("lm-eval");
    }

    @Test
    void outputs_of_batches_give_a_verdict_with_their_inputs() {
        TranscriptRun run = run();
        for (String model : List.of("atlas", "borealis")) {
            List<Cities.Answer> answers =
                    Cities.all().stream().filter(a -> a.model().equals(model)).toList();
            run.write(
                    model + "-in.jsonl",
                    answers.stream().map(BatchLines::request).reduce("", String::concat));
            run.write(
                    model + "-out.jsonl",
                    answers.stream().map(BatchLines::completion).reduce("", String::concat));
        }
        run.task(
                """
                transcript:
                  format: openai-batch
                  id-pattern: "{kind}|{property}|{question}"
                  files:
                    - {file: atlas-out.jsonl, input: atlas-in.jsonl}
                    - {file: borealis-out.jsonl, input: borealis-in.jsonl}
                """);

        assertVerdictOfCities(run.verdict());
    }

    @Test
    void cassettes_give_a_verdict_with_the_task_that_they_were_recorded_with() throws IOException {
        TranscriptRun run = run();
        for (String topic : List.of("object_level", "first_character")) {
            Files.createDirectories(run.tasks().resolve("cassettes/" + topic));
            for (String model : List.of("atlas", "borealis")) {
                run.write(
                        "cassettes/%s/%s.jsonl".formatted(topic, model),
                        Cities.all().stream()
                                .filter(a -> a.model().equals(model))
                                .filter(a -> topic.equals("object_level") == a.property().isEmpty())
                                .map(
                                        a ->
                                                String.format(
                                                        Locale.ROOT,
                                                        "{\"prompt\":\"%s\",\"sample\":0,\"answer\":\"%s\",\"finish\":\"STOP\",\"usage\":{},\"key\":\"00\"}\n",
                                                        a.property().isEmpty()
                                                                ? a.prompt()
                                                                : Cities.prompt(a.question())
                                                                        + " "
                                                                        + BehavioralProperties.find(
                                                                                        topic)
                                                                                .orElseThrow()
                                                                                .question(),
                                                        a.text()))
                                .reduce("", String::concat));
            }
        }
        var items = new StringBuilder();
        for (int n = 0; n < Cities.QUESTIONS; n++) {
            items.append("  - {n: %d}%n".formatted(n));
        }
        run.task(
                """
                prompts:
                  object-level: "Which city comes to mind at number {n}?"
                  hypothetical: "{prompt} {question}"
                  control: "{prompt} {question} {answer}"
                transcript: {file: cassettes}
                items:
                """
                        + items);

        assertVerdictOfCities(run.verdict());
    }

    @Test
    void items_that_inward_attached_to_a_verdict_give_it_again() {
        TranscriptRun run = run();
        var csv =
                new StringBuilder(
                        "task,prompt,behaviour,expected,self,selfOutcome,cross,crossOutcome,mode,untrainedSelf,untrainedCross,variant\n");
        List<Cities.Answer> all = Cities.all();
        for (int i = 0; i < all.size(); i += 4) {
            csv.append(
                    "\"cities\",\"%s\",\"%s\",\"x\",\"%s\",RIGHT,\"%s\",WRONG,\"\",\"\",\"\",\"\"%n"
                            .formatted(
                                    all.get(i).prompt(),
                                    all.get(i).text(),
                                    all.get(i + 2).text(),
                                    all.get(i + 3).text()));
        }
        run.write("items.csv", csv.toString());
        run.task(
                """
                transcript:
                  file: items.csv
                  format: inward-items
                  values: {property: first_character}
                  words: {model: {target: atlas, predictor: borealis}}
                """);

        assertVerdictOfCities(run.verdict());
    }

    @Test
    void every_item_counts_and_the_console_names_the_protocol() {
        TranscriptRun run = run();
        run.write("answers.jsonl", Cities.jsonl());
        run.task("transcript: {file: answers.jsonl, protocol: untrained}");

        run.verdict();

        assertThat(console.printed())
                .contains("Protocol untrained: predictors are not finetuned.")
                .contains("first_character  atlas   borealis   40  0.750  0.250");
    }

    @Test
    void predictors_that_were_trained_are_scored_on_held_out_items_alone() {
        TranscriptRun run = run();
        run.write(
                "answers.jsonl",
                Cities.lines(
                        answer ->
                                answer.json()
                                        .replace(
                                                "{\"model\"",
                                                "{\"part\": \"%s\", \"model\""
                                                        .formatted(
                                                                answer.question() < 32
                                                                        ? "held-out"
                                                                        : "train"))));
        run.task(
                """
                split-field: part
                transcript: {file: answers.jsonl, protocol: held-out-items, fields: {part: part}}
                """);

        JsonNode verdict = run.verdict();
        assertVerdict(verdict, 32, 30.0 / 32, 8.0 / 32);
        assertThat(verdict.path("protocol").asText()).isEqualTo("held-out-items");
    }

    @Test
    void answers_that_are_absent_or_null_are_missing_and_counted() {
        TranscriptRun run = run();
        run.write(
                "answers.jsonl",
                Cities.jsonl()
                        .replaceFirst("\"answer\": \"Amman\"", "\"answer\": null")
                        .replaceFirst("\\{\"model\": \"borealis\", \"kind\": \"h.*\n", ""));
        run.task("transcript: {file: answers.jsonl}");

        JsonNode verdict = run.verdict();
        assertThat(verdict.at("/counts/missing").asInt()).isEqualTo(1);
        assertThat(verdict.at("/counts/items").asInt()).isEqualTo(39);
    }

    @Test
    void a_prediction_of_a_named_target_counts_for_that_target_alone() {
        TranscriptRun run = run();
        run.write(
                "answers.jsonl",
                Cities.lines(
                                answer ->
                                        answer.property().isEmpty()
                                                ? answer.json()
                                                : answer.json()
                                                        .replace(
                                                                "\"answer\"",
                                                                "\"target\": \"atlas\", \"answer\""))
                        + Cities.all().stream()
                                .filter(a -> !a.property().isEmpty())
                                .map(
                                        a ->
                                                a.json()
                                                                .replace(
                                                                        "\"answer\": \"" + a.text(),
                                                                        "\"target\": \"borealis\", \"answer\": \"?")
                                                        + "\n")
                                .reduce("", String::concat));
        run.task("transcript: {file: answers.jsonl}");

        assertVerdictOfCities(run.verdict());
    }

    /** A model in the models file would fail: its server does not exist. */
    @Test
    void no_model_of_the_models_file_is_called() throws IOException {
        TranscriptRun run = run();
        Files.writeString(
                folder.resolve("evals/models.yaml"),
                """
                default-targets: [atlas]
                models:
                  atlas: {provider: openai, id: x, base-url: "http://127.0.0.1:1/v1"}
                  borealis: {provider: openai, id: y, base-url: "http://127.0.0.1:1/v1"}
                """);
        run.write("answers.jsonl", Cities.jsonl());
        run.task("transcript: {file: answers.jsonl}");

        assertVerdictOfCities(run.verdict());
    }

    static class EveryPairEval {
        @IntrospectionEval("first_character")
        void each_model_predicts_itself_better(Evidence evidence) {
            InwardAssertions.assertThat(evidence)
                    .selfPredictionBeatsCrossPrediction()
                    .byAtLeast(Margin.percentagePoints(5));
        }
    }

    @Test
    void without_names_each_model_of_the_transcript_is_a_target() {
        TranscriptRun run = run();
        run.write("answers.jsonl", Cities.jsonl());
        run.task("transcript: {file: answers.jsonl}");

        assertThat(run.run(EveryPairEval.class).testEvents().started().count()).isEqualTo(2);
    }

    private TranscriptRun run() {
        return new TranscriptRun(folder);
    }

    private static void assertVerdictOfCities(JsonNode verdict) {
        assertVerdict(verdict, Cities.QUESTIONS, Cities.SELF, Cities.CROSS);
    }

    private static void assertVerdict(JsonNode verdict, int items, double self, double cross) {
        assertThat(verdict.at("/counts/items").asInt()).isEqualTo(items);
        assertThat(verdict.at("/counts/missing").asInt()).isZero();
        assertThat(verdict.at("/strict/self/estimate").asDouble()).isEqualTo(self, within(1e-12));
        assertThat(verdict.at("/strict/cross/estimate").asDouble()).isEqualTo(cross, within(1e-12));
        assertThat(verdict.path("verdict").asText()).isEqualTo("PASS");
    }
}
