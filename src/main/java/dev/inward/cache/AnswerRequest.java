package dev.inward.cache;

import dev.inward.model.ChatModel;
import dev.inward.model.Prompt;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * One answer that is asked for.
 *
 * @param model whom to ask; the answer of one that does not say what determines it is never kept
 * @param modelName what people call the model
 * @param topic what the prompt is about: a behavioral property, or the behaviour itself
 * @param prompt what to ask
 * @param sample which of several answers to the same prompt, from 0
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record AnswerRequest(
        ChatModel model, String modelName, String topic, Prompt prompt, int sample) {

    @Override
    public String toString() {
        return "model '%s', topic '%s', sample %d, prompt \"%s\""
                .formatted(modelName, topic, sample, prompt.lastText());
    }
}
