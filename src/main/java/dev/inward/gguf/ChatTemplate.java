package dev.inward.gguf;

import de.kherud.llama.InferenceParameters;
import de.kherud.llama.LlamaModel;
import de.kherud.llama.Pair;
import dev.inward.model.ApiException;
import dev.inward.model.Message;
import dev.inward.model.Message.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The chat template in a file, as the library applies it. */
final class ChatTemplate implements PromptRenderer {

    /** The library applies ChatML where it does not know a template. */
    private static final String CHAT_ML = "<|im_start|>";

    private final String name;
    private final LlamaModel model;

    private ChatTemplate(String name, LlamaModel model) {
        this.name = name;
        this.model = model;
    }

    /**
     * Returns the template of a file.
     *
     * @throws IllegalArgumentException if the library does not know this template
     */
    static ChatTemplate of(GgufSettings settings, GgufFile file, LlamaModel model) {
        var template = new ChatTemplate(settings.name(), model);
        String example = template.apply(List.of(new Message(Role.USER, "a")));
        if (example.contains(CHAT_ML) && !file.chatTemplate().contains(CHAT_ML)) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "The chat template in the file %s of model '%s' is none that de.kherud:llama knows. Use 'chat-template: none' in models.yaml with labels.",
                            settings.path(),
                            settings.name()));
        }
        return template;
    }

    @Override
    public RenderedPrompt render(List<Message> messages) {
        String text = apply(messages);
        String last = messages.get(messages.size() - 1).text().strip();
        int lastBegins = messages.size() == 1 ? -1 : text.lastIndexOf(last);
        return new RenderedPrompt(text.substring(0, Math.max(0, lastBegins)), text);
    }

    /** The library takes one system message, which comes first. */
    private String apply(List<Message> messages) {
        var codec = new NativeText();
        String system = "";
        List<Pair<String, String>> turns = new ArrayList<>();
        for (int i = 0; i < messages.size(); i++) {
            Message message = messages.get(i);
            String text = codec.encode(message.text());
            if (message.role() != Role.SYSTEM) {
                turns.add(new Pair<>(message.role().displayName(), text));
            } else if (i == 0) {
                system = text;
            } else {
                throw new ApiException(
                        String.format(
                                Locale.ROOT,
                                "Model '%s' takes a system message only as the first message of a prompt, but it is message %d. Put it first, or use 'chat-template: none'.",
                                name,
                                i + 1),
                        ApiException.Kind.PROMPT,
                        null,
                        null);
            }
        }
        return codec.decode(
                model.applyTemplate(new InferenceParameters("").setMessages(system, turns)));
    }
}
