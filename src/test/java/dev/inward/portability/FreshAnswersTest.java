package dev.inward.portability;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compares two small runs with one verdict and two answers. */
class FreshAnswersTest {

    @TempDir Path folder;

    @BeforeEach
    void write_a_recorded_run() throws IOException {
        write("recorded", "PASS", "owl", "cat");
    }

    @Test
    void the_same_answers_and_verdicts_do_not_differ() throws IOException {
        write("fresh", "PASS", "owl", "cat");

        FreshAnswers.Result result = compare();

        assertThat(result.text()).isEqualToNormalizingNewlines("all: 0 of 2 answers differ\n");
        assertThat(result.hasDifferentDecision()).isFalse();
    }

    @Test
    void answers_that_differ_are_counted_by_property_and_model() throws IOException {
        write("fresh", "PASS", "owl", "dog");

        FreshAnswers.Result result = compare();

        assertThat(result.text().replace('\\', '/'))
                .contains("first_word/mine.jsonl: 1 of 2 answers differ")
                .contains("all: 1 of 2 answers differ");
        assertThat(result.hasDifferentDecision()).isFalse();
    }

    @Test
    void a_missing_cassette_counts_all_its_answers() throws IOException {
        write("fresh", "PASS", "owl", "cat");
        Files.delete(folder.resolve("fresh/first_word/mine.jsonl"));

        assertThat(compare().text()).contains("all: 2 of 2 answers differ");
    }

    @Test
    void a_verdict_that_differs_is_a_different_decision() throws IOException {
        write("fresh", "FAIL", "owl", "cat");

        FreshAnswers.Result result = compare();

        assertThat(result.text())
                .contains("first_word, mine, peer, TRUE, a claim: FAIL, recorded PASS");
        assertThat(result.hasDifferentDecision()).isTrue();
    }

    @Test
    void a_verdict_that_was_not_recorded_is_a_different_decision() throws IOException {
        write("fresh", "PASS", "owl", "cat");
        Files.writeString(folder.resolve("recorded.json"), "{\"verdicts\": []}");

        FreshAnswers.Result result = compare();

        assertThat(result.text()).contains("a claim: PASS, recorded none");
        assertThat(result.hasDifferentDecision()).isTrue();
    }

    private FreshAnswers.Result compare() throws IOException {
        return FreshAnswers.compare(
                folder.resolve("fresh"),
                folder.resolve("fresh.json"),
                folder.resolve("recorded"),
                folder.resolve("recorded.json"));
    }

    private void write(String run, String verdict, String... answers) throws IOException {
        var lines = new StringBuilder();
        for (int i = 0; i < answers.length; i++) {
            lines.append(
                    "{\"prompt\": \"p%d\", \"sample\": 0, \"answer\": \"%s\"}\n"
                            .formatted(i, answers[i]));
        }
        Path cassette = folder.resolve(run).resolve("first_word/mine.jsonl");
        Files.createDirectories(cassette.getParent());
        Files.writeString(cassette, lines);
        Files.writeString(
                folder.resolve(run + ".json"),
                """
                {"verdicts": [{"property": "first_word", "target": "mine", "predictor": "peer",
                  "labels": "TRUE", "claim": "a claim", "verdict": "%s"}]}
                """
                        .formatted(verdict));
    }
}
