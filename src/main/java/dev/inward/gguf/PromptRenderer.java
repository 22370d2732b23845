package dev.inward.gguf;

import dev.inward.model.Message;
import java.util.List;

/** Writes a conversation as the text that the model continues. */
@FunctionalInterface
interface PromptRenderer {

    /** Returns the text of a conversation. */
    RenderedPrompt render(List<Message> messages);
}
