package dev.inward.data.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import org.assertj.core.api.ThrowableTypeAssert;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Data sets are downloaded once, from a server that behaves like the hub. */
class HuggingFaceHubTest {

    /** What could be changed on the way. */
    private static final String ROWS =
            "{\"text\":\"a\\r\\n\u2028 {b} \u65e5\u672c \ud83d\ude00\"}\r\n".repeat(200);

    @RegisterExtension final LocalHub hub = new LocalHub();

    @TempDir Path home;

    @Test
    void a_file_is_downloaded_once_with_its_checksum_licence_and_source() throws IOException {
        hub.with("train.jsonl", ROWS).withCard("{\"license\": \"cc-by-4.0\"}");

        HubDownload download = files(null, "train", null);
        HubDownload again = files(null, "train", null);

        assertThat(download.licence()).isEqualTo("cc-by-4.0");
        HubDownload.File file = download.files().get(0);
        assertThat(file.source())
                .isEqualTo("hf://datasets/owner/capitals@" + LocalHub.COMMIT + "/train.jsonl");
        assertThat(Files.readString(file.path())).isEqualTo(ROWS);
        assertThat(file.sha256())
                .isEqualTo(LocalHub.hex("SHA-256", ROWS.getBytes(StandardCharsets.UTF_8)));
        assertThat(again).isEqualTo(download);
        assertThat(hub.calls())
                .containsExactly(
                        "hub /api/datasets/owner/capitals/revision/" + LocalHub.COMMIT,
                        "hub /datasets/owner/capitals/resolve/" + LocalHub.COMMIT + "/train.jsonl");
    }

    @Test
    void the_token_goes_to_the_hub_but_not_to_the_server_it_redirects_to() throws IOException {
        hub.with("big.jsonl", ROWS).makePrivate();

        HubDownload download = hub.hub(home, LocalHub.TOKEN).files(dataset(null, null, null));

        assertThat(Files.readString(download.files().get(0).path())).isEqualTo(ROWS);
        assertThat(hub.calls()).last().isEqualTo("store /big.jsonl");
        assertThat(hub.serversWithToken()).hasSize(2).containsOnly("hub");
        try (Stream<Path> kept = Files.walk(home)) {
            assertThat(kept.filter(Files::isRegularFile))
                    .allSatisfy(
                            file ->
                                    assertThat(Files.readString(file))
                                            .doesNotContain(LocalHub.TOKEN));
        }
    }

    @Test
    void a_branch_is_an_error_that_shows_its_commit() {
        hub.with("train.jsonl", ROWS);

        assertThatHubException()
                .isThrownBy(
                        () ->
                                hub.hub(home, null)
                                        .files(
                                                new HubDataset(
                                                        "owner/capitals",
                                                        "main",
                                                        null,
                                                        null,
                                                        null)))
                .withMessageContaining("has 'main' as its revision, which can change")
                .withMessageContaining("write 'revision: " + LocalHub.COMMIT + "'");
        assertThat(home).isEmptyDirectory();
    }

    @Test
    void a_cut_download_continues_where_it_ended() throws IOException {
        hub.with("big.jsonl", ROWS).cutFirstDownload("big.jsonl");

        HubDownload download = files(null, null, null);

        assertThat(Files.readString(download.files().get(0).path())).isEqualTo(ROWS);
        assertThat(hub.calls()).filteredOn(call -> call.startsWith("store")).hasSize(2);
        assertThat(hub.calls()).last().asString().matches("store /big.jsonl bytes=\\d+-");
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 503})
    void a_busy_hub_is_called_again(int status) {
        hub.with("train.jsonl", ROWS)
                .answerFirst(
                        new MockResponse.Builder()
                                .code(status)
                                .setHeader("Retry-After", "0")
                                .build())
                .answerFirst(new MockResponse.Builder().code(status).build());

        assertThat(files(null, "train", null).files()).hasSize(1);
        assertThat(hub.calls()).hasSize(4);
    }

    @Test
    void a_hub_that_stays_busy_is_an_error_after_six_tries() {
        for (int i = 0; i < 10; i++) {
            hub.answerFirst(new MockResponse.Builder().code(503).body("busy").build());
        }

        assertThatHubException()
                .isThrownBy(() -> files(null, "train", null))
                .withMessageContaining("after 6 tries: status 503, busy");
        assertThat(hub.calls()).hasSize(6);
    }

    @Test
    void a_wait_of_hours_is_an_error_at_once() {
        hub.answerFirst(
                new MockResponse.Builder().code(429).setHeader("Retry-After", "7200").build());

        assertThatHubException()
                .isThrownBy(() -> files(null, "train", null))
                .withMessageContaining("status 429")
                .withMessageContaining("retry after 7200 s");
    }

    @Test
    void a_private_data_set_without_a_token_is_an_error_that_names_the_variable() {
        hub.with("train.jsonl", ROWS).makePrivate();

        assertThatHubException()
                .isThrownBy(() -> files(null, "train", null))
                .withMessageContaining("status 401, Invalid username or password.")
                .withMessageContaining("environment variable HF_TOKEN, which is not set");
        assertThatHubException()
                .isThrownBy(() -> hub.hub(home, "hf_wrong").files(dataset(null, "train", null)))
                .withMessageContaining("HF_TOKEN, which is set")
                .withMessageNotContaining("hf_wrong");
    }

    @Test
    void a_token_that_the_server_repeats_is_masked() {
        hub.answerFirst(
                new MockResponse.Builder().code(403).body("no rights: " + LocalHub.TOKEN).build());

        assertThatHubException()
                .isThrownBy(() -> hub.hub(home, LocalHub.TOKEN).files(dataset(null, null, null)))
                .withMessageContaining("no rights: ***")
                .withMessageNotContaining(LocalHub.TOKEN);
    }

    @Test
    void a_data_set_that_does_not_exist_is_an_error() {
        assertThatHubException()
                .isThrownBy(
                        () ->
                                hub.hub(home, null)
                                        .files(
                                                new HubDataset(
                                                        "owner/other",
                                                        LocalHub.COMMIT,
                                                        null,
                                                        null,
                                                        null)))
                .withMessageContaining("'owner/other' has no such revision or file")
                .withMessageContaining("status 404");
    }

    @ParameterizedTest
    @ValueSource(strings = {"train.jsonl", "big-train.jsonl"})
    void a_file_that_differs_from_its_checksum_is_an_error_and_is_not_kept(String name)
            throws IOException {
        hub.with(name, ROWS).serveInstead(ROWS.replace("b", "c"));

        assertThatHubException()
                .isThrownBy(() -> files(null, "train", null))
                .withMessageContaining("whose download differs from its checksum: " + name);
        try (Stream<Path> kept = Files.walk(home)) {
            assertThat(kept.filter(Files::isRegularFile).map(file -> file.getFileName().toString()))
                    .containsExactly("revision.json");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"../up", "a/../b", "/etc", "a/b/c", "", "a b"})
    void a_name_that_is_no_name_of_a_data_set_is_an_error(String name) {
        assertThatHubException()
                .isThrownBy(
                        () ->
                                hub.hub(home, null)
                                        .files(
                                                new HubDataset(
                                                        name, LocalHub.COMMIT, null, null, null)))
                .withMessageContaining("has no valid name");
        assertThat(hub.calls()).isEmpty();
    }

    @Test
    void a_hostile_path_is_kept_inside_the_home() throws IOException {
        Path inner = home.resolve("inner");
        hub.with("../../../../train.jsonl", ROWS);

        HubDownload download = hub.hub(inner, null).files(dataset(null, "train", null));

        assertThat(Files.readString(download.files().get(0).path())).isEqualTo(ROWS);
        try (Stream<Path> written = Files.walk(home)) {
            assertThat(written.filter(Files::isRegularFile))
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(file).startsWith(inner));
        }
    }

    @Test
    void a_damaged_listing_is_read_again() throws IOException {
        hub.with("train.jsonl", ROWS);
        files(null, "train", null);
        Files.writeString(
                home.resolve("owner/capitals").resolve(LocalHub.COMMIT).resolve("revision.json"),
                "{");

        assertThat(files(null, "train", null).files()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "http://example.com, has an address without https",
        "example, is no address",
    })
    void an_address_that_cannot_have_the_token_is_an_error(String address, String problem) {
        var environment =
                Map.of(HuggingFaceHub.ENDPOINT, address, HuggingFaceHub.TOKEN, LocalHub.TOKEN);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> HuggingFaceHub.of(home, environment))
                .withMessageContaining(problem)
                .withMessageNotContaining(LocalHub.TOKEN);
    }

    @Test
    void address_and_token_come_from_the_environment() throws IOException {
        hub.with("train.jsonl", ROWS).makePrivate();
        var environment =
                Map.of(
                        HuggingFaceHub.ENDPOINT,
                        hub.address().toString(),
                        HuggingFaceHub.TOKEN,
                        LocalHub.TOKEN + "\n");

        List<HubDownload.File> files =
                HuggingFaceHub.of(home, environment).files(dataset(null, "train", null)).files();

        assertThat(files.get(0).path()).startsWith(home.resolve("hugging-face"));
    }

    private static ThrowableTypeAssert<HubException> assertThatHubException() {
        return assertThatExceptionOfType(HubException.class);
    }

    private HubDownload files(
            @Nullable String config, @Nullable String split, @Nullable String file) {
        return hub.hub(home, null).files(dataset(config, split, file));
    }

    private static HubDataset dataset(
            @Nullable String config, @Nullable String split, @Nullable String file) {
        return new HubDataset("owner/capitals", LocalHub.COMMIT, config, split, file);
    }
}
