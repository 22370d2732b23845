package dev.inward.gguf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.inward.model.ChatModel;
import dev.inward.model.IdentifiedModel;
import dev.inward.model.Message;
import dev.inward.model.Message.Role;
import dev.inward.model.ModelSpecification;
import dev.inward.model.Prompt;
import dev.inward.model.RequestFingerprint;
import dev.inward.model.UnusableModelException;
import dev.inward.model.registry.ModelRegistry;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checks the keys of an entry with {@code provider: gguf}, and what needs the file or not. */
class GgufProviderTest {

    private static final Prompt PROMPT = Prompt.ofUser("Which?");
    private static final String SHA256 = "a5".repeat(32);

    @TempDir Path folder;
    private Path file = Path.of("");

    @BeforeEach
    void write_a_file() throws IOException {
        file = Files.write(folder.resolve("model.gguf"), GgufBytes.ofModel().build());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sha256 | abc | the 64 hexadecimal digits of the file's SHA-256",
                "context-size | 0 | a whole number of at least 1",
                "context-size | 256 | more than the 256 tokens of an answer, which it includes",
                "threads | 0 | a whole number of at least 1",
                "threads | all | a whole number of at least 1",
                "temperature | -0.1 | a number of at least 0",
                "temperature | Infinity | a number of at least 0",
                "max-tokens | 0 | a whole number of at least 1",
                "seed | -1 | a whole number of at least 0",
                "stop | '' | texts that are not empty",
                "chat-template | chatml | 'model' for the template in the file, or 'none' for labels",
            })
    void a_wrong_value_is_named_with_what_is_expected(String key, String value, String expected) {
        assertThatThrownBy(() -> open(Map.of("path", "model.gguf", key, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "model 'gemma' has '%s: %s' in models.yaml or -Dinward.models.gemma.%s; expected %s"
                                .formatted(key, value, key, expected));
    }

    @Test
    void labels_have_no_place_beside_a_chat_template() {
        assertThatThrownBy(
                        () ->
                                open(
                                        Map.of(
                                                "path", "model.gguf",
                                                "chat-template", "model",
                                                "labels.user", "Q:")))
                .hasMessageContaining("expected no labels together with 'chat-template: model'");
    }

    @ParameterizedTest
    @CsvSource({
        "'top-logprobs: 3', the library gives no log probabilities",
        "'finetuning: true', a file is not finetuned here",
        "'headers: {a: b}', there is no key",
    })
    void what_is_not_supported_is_an_error_in_the_models_file(String key, String problem)
            throws IOException {
        Path models =
                Files.writeString(
                        folder.resolve("models.yaml"),
                        "models:\n  gemma: {provider: gguf, path: model.gguf, %s}\n"
                                .formatted(key));

        assertThatThrownBy(() -> ModelRegistry.read(models, folder, Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(problem);
    }

    @Test
    void the_path_starts_at_the_folder_of_the_models_file() {
        GgufModel model = open(Map.of("path", "model.gguf"));

        model.requireReady();
        assertThat(model.modelIdentity()).hasSize(2).startsWith("gguf");
        assertThat(model.canCallTools()).isFalse();
    }

    @Test
    void a_stated_hash_stands_for_the_file() {
        GgufModel withFile = open(Map.of("path", "model.gguf"));
        String sha256 = withFile.modelIdentity().get(1);
        GgufModel withoutFile = open(Map.of("path", "absent.gguf", "sha256", sha256));

        assertThat(withoutFile.identity(PROMPT)).isEqualTo(withFile.identity(PROMPT));
        assertThat(withoutFile.requestFingerprint()).isEqualTo(withFile.requestFingerprint());
    }

    @Test
    void without_file_and_hash_nobody_knows_which_answers_are_meant() {
        GgufModel model = open(Map.of("path", "absent.gguf"));

        assertThatThrownBy(() -> model.identity(PROMPT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Model 'gemma' has no readable file at")
                .hasMessageContaining("state its hash as 'sha256:' in models.yaml");
    }

    @Test
    void another_content_of_the_file_is_another_model() throws IOException {
        GgufModel model = open(Map.of("path", "model.gguf"));
        List<String> before = model.modelIdentity();

        Files.write(file, GgufBytes.ofModel().number("b", 1).build());

        assertThat(model.modelIdentity()).isNotEqualTo(before);
    }

    @Test
    void everything_that_changes_an_answer_changes_the_identity() {
        var identities = new ArrayList<List<String>>();
        identities.add(identity(Map.of()));
        identities.add(identity(Map.of("sha256", "b6".repeat(32))));
        identities.add(identity(Map.of("temperature", "1")));
        identities.add(identity(Map.of("temperature", "1", "seed", "1")));
        identities.add(identity(Map.of("max-tokens", "8")));
        identities.add(identity(Map.of("stop", "END")));
        identities.add(identity(Map.of("stop", "[\"E\", \"ND\"]")));
        identities.add(identity(Map.of("chat-template", "model")));
        identities.add(identity(Map.of("labels.user", "Question:")));
        identities.add(identity(Map.of("labels.assistant", "Answer:")));
        identities.add(identity(Map.of("labels.system", "Rules:")));
        identities.add(identity(Map.of("labels.between", "\n")));
        identities.add(open(stated(Map.of())).identity(Prompt.ofUser("Which one?")));
        identities.add(
                open(stated(Map.of()))
                        .identity(new Prompt(List.of(new Message(Role.SYSTEM, "Which?")))));

        assertThat(identities).doesNotHaveDuplicates();
    }

    @Test
    void what_changes_no_answer_leaves_the_identity_alone() {
        assertThat(
                        identity(
                                Map.of(
                                        "threads", "2",
                                        "context-size", "1024",
                                        "seed", "7",
                                        "lineage.base", "gemma")))
                .isEqualTo(identity(Map.of()));
    }

    @Test
    void samples_have_seeds_of_their_own_if_answers_are_drawn() {
        GgufModel greedy = open(stated(Map.of("seed", "7")));
        GgufModel drawn = open(stated(Map.of("seed", "7", "temperature", "1")));

        assertThat(greedy.forSample(3)).isSameAs(greedy);
        assertThat(((IdentifiedModel) drawn.forSample(3)).identity(PROMPT))
                .contains(
                        "temperature 1.0, max-tokens 256, stop [\"\\n\"], labels [\"Q:\", \"A:\", \"\", \"\\n\\n\"], seed 10");
        assertThat(drawn.forSample(0)).isNotSameAs(greedy);
    }

    @Test
    void the_fingerprint_is_the_hash_and_the_sampling() {
        assertThat(open(stated(Map.of())).requestFingerprint())
                .contains(
                        new RequestFingerprint(
                                SHA256,
                                "temperature 0.0, max-tokens 256, stop [\"\\n\"], labels [\"Q:\", \"A:\", \"\", \"\\n\\n\"]"));
    }

    @Test
    void a_file_with_another_hash_is_refused_before_the_first_prompt() {
        GgufModel model = open(stated(Map.of()));

        assertThatThrownBy(model::requireReady)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(
                        "model.gguf of model 'gemma' is not the one that models.yaml states: its SHA-256 is ")
                .hasMessageContaining("expected " + SHA256);
    }

    @Test
    void a_file_without_a_chat_template_cannot_apply_it() {
        assertThatThrownBy(
                        open(Map.of("path", "model.gguf", "chat-template", "model"))::requireReady)
                .hasMessageContaining("has no chat template. Use 'chat-template: none'");
    }

    @Test
    void a_variable_of_the_library_would_change_answers_unseen() {
        GgufModel model =
                GgufModel.open(
                        GgufSettings.of(specification(Map.of("path", "model.gguf"))),
                        Set.of("PATH", "LLAMA_ARG_TOP_K"));

        assertThatThrownBy(model::requireReady)
                .hasMessageContaining("the environment has LLAMA_ARG_TOP_K");
    }

    @Test
    void without_a_file_every_prompt_fails_and_the_study_stops() {
        try (GgufModel model = open(Map.of("path", "absent.gguf"))) {
            assertThatThrownBy(model.complete(PROMPT)::join)
                    .hasCauseInstanceOf(UnusableModelException.class)
                    .hasMessageContaining("absent.gguf of model 'gemma' is no file");
        }
    }

    @Test
    void a_closed_model_answers_no_more() {
        GgufModel model = open(Map.of("path", "model.gguf"));
        model.close();

        assertThatThrownBy(model.complete(PROMPT)::join)
                .hasRootCauseMessage("Model 'gemma' was closed before it answered.");
    }

    @Test
    void without_the_library_recorded_answers_are_found_and_calls_are_refused() throws Exception {
        Path models =
                Files.writeString(
                        folder.resolve("models.yaml"),
                        "models:\n  gemma: {provider: gguf, path: absent.gguf, sha256: %s}\n"
                                .formatted(SHA256));
        Thread thread = Thread.currentThread();
        ClassLoader original = thread.getContextClassLoader();
        try (var without = new URLClassLoader(classPathWithoutLlama(), null)) {
            thread.setContextClassLoader(without);
            Class<?> registry = without.loadClass("dev.inward.model.registry.ModelRegistry");
            Object opened =
                    registry.getMethod("open", String.class)
                            .invoke(
                                    registry.getMethod("read", Path.class, Path.class, Map.class)
                                            .invoke(null, models, folder, Map.of()),
                                    "gemma");
            Class<?> identified = without.loadClass("dev.inward.model.IdentifiedModel");
            Class<?> chat = without.loadClass("dev.inward.model.ChatModel");

            assertThat(identified.getMethod("modelIdentity").invoke(opened))
                    .isEqualTo(List.of("gguf", SHA256));
            assertThat(
                            catchThrowableOfType(
                                            InvocationTargetException.class,
                                            () -> chat.getMethod("requireReady").invoke(opened))
                                    .getCause())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "Model 'gemma' needs a library, but de.kherud.llama.LlamaModel is not on the class path. Add de.kherud:llama:4.2.0.");
        } finally {
            thread.setContextClassLoader(original);
        }
    }

    private static URL[] classPathWithoutLlama() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(entry -> !entry.getFileName().toString().startsWith("llama-"))
                .map(GgufProviderTest::url)
                .toArray(URL[]::new);
    }

    private static URL url(Path entry) {
        try {
            return entry.toUri().toURL();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> identity(Map<String, String> settings) {
        return open(stated(settings)).identity(PROMPT);
    }

    private static Map<String, String> stated(Map<String, String> settings) {
        var all = new HashMap<>(Map.of("path", "model.gguf", "sha256", SHA256));
        all.putAll(settings);
        return all;
    }

    private GgufModel open(Map<String, String> settings) {
        ChatModel model = new GgufProvider().open(specification(settings));
        return (GgufModel) model;
    }

    private ModelSpecification specification(Map<String, String> settings) {
        return new ModelSpecification(
                "gemma", "gguf", settings, folder, folder, variable -> Optional.empty());
    }
}
