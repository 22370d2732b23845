package dev.inward.report.allure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The files beside Allure's results. */
class AllureRunFilesTest {

    @TempDir Path results;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    failed  | Expecting, on x of atlas: a but the verdict is FAIL: why                    | Claim failed
                    skipped | Expecting, on x of atlas: a but the verdict is INCONCLUSIVE: why            | Open claim
                    failed  | Expecting, on x of atlas: a but the verdict is INCONCLUSIVE: why            | Open claim
                    broken  | model 'atlas' cannot be used: HTTP 401 of the server                        | Provider trouble
                    broken  | there is no behavioral property 'first'                                     | Broken set-up
                    failed  | expected: 1 but was: 2                                                      | Test failed
                    """)
    void a_result_is_in_one_category(String status, String message, String category)
            throws IOException {
        JsonNode categories = json("categories.json", Map.of());

        List<String> matching = new ArrayList<>();
        for (JsonNode each : categories) {
            if (each.path("matchedStatuses")
                            .valueStream()
                            .anyMatch(it -> it.asText().equals(status))
                    && Pattern.matches(
                            each.path("messageRegex").asText(), "\nFirst line\n" + message)) {
                matching.add(each.path("name").asText());
            }
        }

        assertThat(matching).containsExactly(category);
    }

    @Test
    void the_environment_names_settings_and_versions_on_one_line_each() throws IOException {
        write(Map.of());

        String text = Files.readString(results.resolve("environment.properties"));
        var properties = new Properties();
        properties.load(new StringReader(text));
        assertThat(properties)
                .containsEntry("mode", "live")
                .containsEntry("model a =b", "served   one")
                .containsKeys("Inward", "Java");
        assertThat(text.lines()).hasSize(4).noneMatch(line -> line.startsWith("#"));
    }

    @Test
    void outside_a_ci_job_there_is_no_executor() {
        write(Map.of("HOME", "/home"));

        assertThat(results.resolve("executor.json")).doesNotExist();
    }

    @Test
    void a_ci_job_is_named_with_its_address() throws IOException {
        JsonNode job =
                json(
                        "executor.json",
                        Map.of(
                                "GITHUB_RUN_ID", "77",
                                "GITHUB_RUN_NUMBER", "12",
                                "GITHUB_WORKFLOW", "evals",
                                "GITHUB_SERVER_URL", "https://git.example",
                                "GITHUB_REPOSITORY", "a/b"));

        assertThat(job.path("buildOrder").asLong()).isEqualTo(12);
        assertThat(job.path("buildName").asText()).isEqualTo("evals");
        assertThat(job.path("buildUrl").asText())
                .isEqualTo("https://git.example/a/b/actions/runs/77");
    }

    @Test
    void an_address_that_is_none_is_left_out() throws IOException {
        JsonNode job =
                json(
                        "executor.json",
                        Map.of(
                                "CI_PIPELINE_ID", "1",
                                "CI_PIPELINE_IID", "many",
                                "CI_JOB_URL", "javascript:alert(1)"));

        assertThat(job.has("buildUrl")).isFalse();
        assertThat(job.has("buildOrder")).isFalse();
    }

    private JsonNode json(String file, Map<String, String> environment) throws IOException {
        write(environment);
        return new ObjectMapper().readTree(results.resolve(file).toFile());
    }

    private void write(Map<String, String> environment) {
        new AllureRunFiles(results)
                .write(
                        new TreeMap<>(Map.of("mode", "live", "model a\n=b", "served \n one")),
                        environment);
    }
}
