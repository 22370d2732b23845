package dev.inward.springai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.inward.model.ChatModel;
import dev.inward.model.ModelSpecification;
import dev.inward.model.Prompt;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.metadata.ChatGenerationMetadata;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;

/** Checks the keys of an entry with {@code provider: spring-ai}, and the errors of wrong ones. */
class SpringAiProviderTest {

    @TempDir Path folder;

    public static class Echo implements Supplier<org.springframework.ai.chat.model.ChatModel> {
        @Override
        public org.springframework.ai.chat.model.ChatModel get() {
            return prompt ->
                    new ChatResponse(
                            List.of(
                                    new Generation(
                                            new AssistantMessage("echo"),
                                            ChatGenerationMetadata.builder()
                                                    .finishReason("stop")
                                                    .build())));
        }
    }

    public static class SomethingElse implements Supplier<Object> {
        @Override
        public Object get() {
            return "lion";
        }
    }

    @Test
    void a_class_on_the_class_path_supplies_the_model() throws Exception {
        ChatModel model =
                open(
                        Map.of(
                                "supplier", Echo.class.getName(),
                                "concurrency", "2",
                                "lineage.base", "gpt-4o",
                                "lineage.trained-on", "poems",
                                "reasoning-tags", "think"));

        assertThat(model.complete(Prompt.ofUser("Which?")).join().text()).isEqualTo("echo");
        assertThat(model.canCallTools()).isFalse();
        ((AutoCloseable) model).close();
    }

    @Test
    void a_class_that_supplies_something_else_is_named_with_the_fix() {
        String supplier = SomethingElse.class.getName();

        assertThat(failure(Map.of("supplier", supplier)))
                .hasMessage(
                        "Model 'mine' has 'supplier: "
                                + supplier
                                + "' in models.yaml, which supplies a java.lang.String. Expected a public class with a public constructor without parameters that implements java.util.function.Supplier<org.springframework.ai.chat.model.ChatModel>. Let get() return a ChatModel.");
    }

    @Test
    void an_unknown_key_is_refused() {
        assertThat(failure(Map.of("supplier", Echo.class.getName(), "temperature", "0")))
                .hasMessageContaining("temperature")
                .hasMessageContaining("supplier");
    }

    private IllegalArgumentException failure(Map<String, String> settings) {
        return catchThrowableOfType(IllegalArgumentException.class, () -> open(settings));
    }

    private ChatModel open(Map<String, String> settings) {
        return new SpringAiProvider()
                .open(
                        new ModelSpecification(
                                "mine",
                                "spring-ai",
                                settings,
                                folder,
                                folder,
                                variable -> Optional.empty()));
    }
}
