package dev.inward.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.inward.data.hub.HuggingFaceHub;
import dev.inward.data.hub.LocalHub;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tasks whose items are the rows of a data set on the Hugging Face hub. */
class TaskHubTest {

    private static final String REVISION = "revision: " + LocalHub.COMMIT;

    @RegisterExtension final LocalHub hub = new LocalHub();

    @TempDir Path folder;

    @Test
    void each_row_of_the_files_of_the_split_is_an_item() throws IOException {
        hub.with("data/train-00000-of-00002.csv", "Country name\nPeru\n\"{x}\r\n\u2028\"\n")
                .with("data/train-00001-of-00002.csv", "Country name\nKenya\n")
                .with("data/test-00000-of-00001.csv", "Country name\nFrance\n");

        Task task = task("split: train, columns: {country: Country name}, " + REVISION);

        assertThat(task.items())
                .extracting(Item::objectLevelPrompt)
                .containsExactly(
                        "Capital of Peru?", "Capital of {x}\r\n\u2028?", "Capital of Kenya?");
    }

    @Test
    void a_parquet_file_of_the_hub_is_read() throws Exception {
        Path parquet = folder.resolve("made.parquet");
        try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckDb.createStatement()) {
            statement.execute(
                    "COPY (SELECT 'Peru' AS country) TO '" + parquet + "' (FORMAT parquet)");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        hub.with("default/train/big.parquet", Files.readAllBytes(parquet));

        assertThat(task("config: default, split: train, " + REVISION).items())
                .extracting(Item::objectLevelPrompt)
                .containsExactly("Capital of Peru?");
    }

    @Test
    void the_origin_has_commit_hash_and_licence() throws IOException {
        hub.with("train.csv", "country\nPeru\n").withCard("{\"license\": [\"mit\", \"cc0-1.0\"]}");

        assertThat(task(REVISION).origin())
                .isEqualTo(
                        new TaskOrigin(
                                "Made for this test.",
                                "mit, cc0-1.0",
                                List.of(
                                        new DataSource(
                                                "hf://datasets/owner/capitals@"
                                                        + LocalHub.COMMIT
                                                        + "/train.csv",
                                                // sha256sum of the file
                                                "2a0ffdf938f3c126ad7cf716b29b59a850a8e010d04677f67b8d2c299b6884ae")),
                                null));
    }

    @Test
    void a_file_that_changed_after_its_download_is_an_error() throws IOException {
        hub.with("train.csv", "country\nPeru\n");
        task(REVISION);
        try (Stream<Path> kept = Files.walk(folder.resolve("home"))) {
            for (Path file : kept.filter(path -> path.toString().endsWith(".csv")).toList()) {
                Files.writeString(file, "country\nKenya\n");
            }
        }

        assertThatIllegalArgumentException()
                .isThrownBy(() -> task(REVISION))
                .withMessageContaining("has changed since it was downloaded from hf://datasets/")
                .withMessageContaining("Delete it");
    }

    @ParameterizedTest
    @CsvSource({"'', main", "'revision: v1.0', v1.0"})
    void a_revision_that_can_change_is_an_error(String revision, String branch) {
        hub.with("train.csv", "country\nPeru\n").withBranch(branch);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> task(revision))
                .withMessageContaining("'" + branch + "' as its revision, which can change")
                .withMessageContaining("write '" + REVISION + "'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "files: [a.csv] | must name its data in exactly one way",
                "folder: texts | must name its data in exactly one way",
            })
    void another_place_of_the_data_is_an_error(String key, String problem) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> task(REVISION + ", " + key))
                .withMessageContaining(problem);
    }

    @ParameterizedTest
    @CsvSource({"config: english", "split: train", "revision: main"})
    void a_key_of_the_hub_without_it_is_an_error(String key) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read("file: capitals.csv, " + key))
                .withMessageContaining("has the key '" + key.replaceFirst(":.*", "") + "'")
                .withMessageContaining("belongs to 'hugging-face'");
    }

    private Task task(String keys) throws IOException {
        return read("hugging-face: owner/capitals" + (keys.isEmpty() ? "" : ", " + keys));
    }

    private Task read(String data) throws IOException {
        Files.writeString(
                folder.resolve("capitals.yaml"),
                """
                name: capitals
                origin: Made for this test.
                prompts:
                  object-level: "Capital of {country}?"
                  hypothetical: "{prompt} {question}"
                  control: "{prompt} {answer} {question}"
                properties: [first_character]
                data: {%s}
                """
                        .formatted(data));
        var environment = Map.of(HuggingFaceHub.ENDPOINT, hub.address().toString());
        return Tasks.read(folder, folder.resolve("home"), environment).all().get(0);
    }
}
