package dev.inward.model.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inward.model.ChatModel;
import dev.inward.model.Completion;
import dev.inward.model.FinetunableModel;
import dev.inward.model.IdentifiedModel;
import dev.inward.model.Message;
import dev.inward.model.ModelProvider;
import dev.inward.model.ModelSpecification;
import dev.inward.model.Prompt;
import dev.inward.model.SamplingModel;
import dev.inward.model.Tool;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The identity of a model whose class does not declare one. */
class DefaultIdentityTest {

    private static final Prompt PROMPT = Prompt.ofUser("What is 2 + 2?");

    private final ModelProvider provider = new MyProvider();

    @Test
    void a_lambda_has_the_same_identity_each_time_it_is_opened() {
        List<String> first = identity(Map.of("id", "a"), PROMPT);

        assertThat(identity(Map.of("id", "a"), PROMPT)).isEqualTo(first);
        assertThat(first)
                .startsWith("default identity", "mine", "id", "a", MyProvider.class.getName())
                .endsWith("USER", "What is 2 + 2?");
    }

    @Tag("slow")
    @Test
    void another_setting_or_prompt_is_another_identity() {
        List<String> first = identity(Map.of("id", "a"), PROMPT);
        var system = new Message(Message.Role.SYSTEM, "What is 2 + 2?");

        assertThat(identity(Map.of("id", "b"), PROMPT)).isNotEqualTo(first);
        assertThat(identity(Map.of("id", "a"), Prompt.ofUser("Why?"))).isNotEqualTo(first);
        assertThat(identity(Map.of("id", "a"), new Prompt(List.of(system)))).isNotEqualTo(first);
        var tool = new Tool("look_up", "Looks up a word.", Tool.NO_PARAMETERS);
        assertThat(identity(Map.of("id", "a"), PROMPT.withTools(List.of(tool))))
                .startsWith(first.toArray(new String[0]))
                .endsWith("look_up", "Looks up a word.", Tool.NO_PARAMETERS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "api-key",
                "apiKey",
                "key",
                "keys",
                "client_secret",
                "password",
                "db.password",
                "auth-token",
                "accessToken",
                "AUTH_TOKEN",
                "credentials",
                "apikey"
            })
    void a_secret_is_not_part_of_the_identity(String name) {
        assertThat(identity(Map.of("id", "a", name, "sesame"), PROMPT))
                .isEqualTo(identity(Map.of("id", "a"), PROMPT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"max-tokens", "maxTokens", "tokenizer", "keywords", "passage"})
    void a_setting_with_a_similar_name_is_part_of_the_identity(String name) {
        assertThat(identity(Map.of("id", "a", name, "7"), PROMPT)).contains(name, "7");
    }

    @Test
    void a_model_with_an_identity_of_its_own_keeps_it() {
        var model = new Identified();

        assertThat(withIdentity(model, Map.of())).isSameAs(model);
    }

    @Test
    void a_model_keeps_its_abilities_and_gains_no_other() throws Exception {
        var model = new Closeable();

        ChatModel kept = withIdentity(model, Map.of());
        ((AutoCloseable) kept).close();

        assertThat(model.isClosed).isTrue();
        assertThat(kept.complete(PROMPT).join().text()).isEqualTo("yes");
        assertThat(kept.canPredictOthers()).isFalse();
        assertThat(kept).isNotInstanceOf(SamplingModel.class);
        assertThat(kept).isNotInstanceOf(FinetunableModel.class);
        assertThatThrownBy(kept::requireReady)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the key is missing");
    }

    @Test
    void the_class_of_the_model_is_part_of_the_identity() {
        assertThat(((IdentifiedModel) withIdentity(new Closeable(), Map.of())).identity(PROMPT))
                .contains(MyProvider.class.getName(), Closeable.class.getName());
    }

    @Tag("slow")
    @Test
    void the_model_of_another_sample_has_the_same_identity() {
        ChatModel lambda = withIdentity(new MyProvider().open(specification(Map.of())), Map.of());
        ChatModel seeded = withIdentity(new Seeded(0), Map.of());

        ChatModel second = seeded.forSample(1);

        assertThat(lambda.forSample(1)).isEqualTo(lambda);
        assertThat(second.complete(PROMPT).join().text()).isEqualTo("seed 1");
        assertThat(((IdentifiedModel) second).identity(PROMPT))
                .isEqualTo(((IdentifiedModel) seeded).identity(PROMPT));
    }

    @Tag("slow")
    @Test
    void the_model_at_another_temperature_has_an_identity_with_the_temperature() {
        ChatModel lambda = withIdentity(new MyProvider().open(specification(Map.of())), Map.of());
        var model = (IdentifiedModel) withIdentity(new Seeded(0), Map.of());

        var drawing = (IdentifiedModel) model.atTemperature(1).orElseThrow();

        assertThat(lambda.atTemperature(1)).isEmpty();
        assertThat(model.atTemperature(0)).containsSame(model);
        assertThat(drawing.complete(PROMPT).join().text()).isEqualTo("seed 100");
        assertThat(drawing.identity(PROMPT))
                .isNotEqualTo(model.identity(PROMPT))
                .isEqualTo(((IdentifiedModel) drawing.forSample(2)).identity(PROMPT))
                .isNotEqualTo(
                        ((IdentifiedModel) model.atTemperature(0.5).orElseThrow())
                                .identity(PROMPT));
        assertThat(drawing.modelIdentity()).isEqualTo(model.modelIdentity());
        assertThat(((IdentifiedModel) drawing.atTemperature(0.5).orElseThrow()).identity(PROMPT))
                .isEqualTo(
                        ((IdentifiedModel) model.atTemperature(0.5).orElseThrow())
                                .identity(PROMPT));
    }

    private List<String> identity(Map<String, String> settings, Prompt prompt) {
        ChatModel model = provider.open(specification(settings));
        return ((IdentifiedModel) withIdentity(model, settings)).identity(prompt);
    }

    private ChatModel withIdentity(ChatModel model, Map<String, String> settings) {
        return DefaultIdentity.addTo(model, provider, specification(settings));
    }

    private static ModelSpecification specification(Map<String, String> settings) {
        return new ModelSpecification(
                "m", "mine", settings, Path.of("."), Path.of("."), name -> Optional.empty());
    }

    private static CompletableFuture<Completion> answer(String text) {
        return CompletableFuture.completedFuture(Completion.of(text));
    }

    private static final class MyProvider implements ModelProvider {

        @Override
        public String name() {
            return "mine";
        }

        @Override
        public ChatModel open(ModelSpecification specification) {
            return prompt -> answer("yes");
        }
    }

    private static final class Closeable implements ChatModel, AutoCloseable {

        private boolean isClosed;

        @Override
        public CompletableFuture<Completion> complete(Prompt prompt) {
            return answer("yes");
        }

        @Override
        public boolean canPredictOthers() {
            return false;
        }

        @Override
        public void requireReady() {
            throw new IllegalArgumentException("the key is missing");
        }

        @Override
        public void close() {
            isClosed = true;
        }
    }

    private record Seeded(int seed) implements ChatModel {

        @Override
        public CompletableFuture<Completion> complete(Prompt prompt) {
            return answer("seed " + seed);
        }

        @Override
        public ChatModel forSample(int sample) {
            return sample == 0 ? this : new Seeded(seed + sample);
        }

        @Override
        public Optional<ChatModel> atTemperature(double temperature) {
            return Optional.of(temperature == 0 ? this : new Seeded((int) (100 * temperature)));
        }
    }

    private static final class Identified implements IdentifiedModel {

        @Override
        public CompletableFuture<Completion> complete(Prompt prompt) {
            return answer("yes");
        }

        @Override
        public List<String> identity(Prompt prompt) {
            return List.of("my own");
        }
    }
}
