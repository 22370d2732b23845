package dev.inward.hosted.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.inward.hosted.AnthropicDialect;
import dev.inward.hosted.GeminiDialect;
import dev.inward.hosted.OpenAiDialect;
import dev.inward.model.Message;
import dev.inward.model.Prompt;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Conversations go out message by message, and every text byte for byte. */
class ConversationTest {

    /** 8 kB of what is likely to be changed on the way. */
    private static final String ODD =
            " {braces} {{more}} \"quotes\" 'single' \\ back\r\nCRLF\n\ttab\u2028\u2029\u0085\u00a0\ufeff<b>&amp;</b> 😀 العربية 日本語 עברית "
                    + "x ".repeat(4_096);

    private static final Prompt CONVERSATION =
            new Prompt(
                    List.of(
                            new Message(Message.Role.SYSTEM, "system" + ODD),
                            new Message(Message.Role.USER, "first" + ODD),
                            new Message(Message.Role.ASSISTANT, "answer" + ODD),
                            new Message(Message.Role.USER, ODD)));

    @RegisterExtension final ScriptedServer server = new ScriptedServer();

    private final AtomicReference<String> body = new AtomicReference<>("");

    @Test
    void to_an_openai_server() throws IOException {
        JsonNode sent = sent(new OpenAiDialect());

        assertThat(sent.path("messages"))
                .extracting(message -> message.path("role").asText())
                .containsExactly("system", "user", "assistant", "user");
        assertThat(sent.path("messages"))
                .extracting(message -> message.path("content").asText())
                .containsExactly("system" + ODD, "first" + ODD, "answer" + ODD, ODD);
    }

    @Test
    void to_anthropic() throws IOException {
        JsonNode sent = sent(new AnthropicDialect());

        assertThat(sent.path("system").asText()).isEqualTo("system" + ODD);
        assertThat(sent.path("messages"))
                .extracting(message -> message.path("role").asText())
                .containsExactly("user", "assistant", "user");
        assertThat(sent.path("messages"))
                .extracting(message -> message.path("content").asText())
                .containsExactly("first" + ODD, "answer" + ODD, ODD);
    }

    @Test
    void to_gemini() throws IOException {
        JsonNode sent = sent(new GeminiDialect());

        assertThat(sent.at("/systemInstruction/parts/0/text").asText()).isEqualTo("system" + ODD);
        assertThat(sent.path("contents"))
                .extracting(message -> message.path("role").asText())
                .containsExactly("user", "model", "user");
        assertThat(sent.path("contents"))
                .extracting(message -> message.at("/parts/0/text").asText())
                .containsExactly("first" + ODD, "answer" + ODD, ODD);
    }

    private JsonNode sent(Dialect dialect) throws IOException {
        server.reply(
                (call, request) -> {
                    body.set(request);
                    return ScriptedServer.error(400, "no");
                });
        assertThat(server.model(dialect, Map.of()).complete(CONVERSATION))
                .failsWithin(Duration.ofSeconds(30));
        return new ObjectMapper().readTree(body.get());
    }
}
