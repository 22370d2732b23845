package dev.inward.cache;

import dev.inward.model.ChatModel;
import dev.inward.model.Prompt;
import java.util.Locale;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * A request for one answer.
 *
 * @param model the model to call; its answers are stored only if it is an {@link
 *     dev.inward.model.IdentifiedModel}. A model that a registry opened is one, unless its class
 *     files cannot be read
 * @param modelName the name of the model in reports and cassettes
 * @param topic the behavioral property that the prompt is about, or {@code object_level}
 * @param prompt the prompt to send
 * @param sample the number of this answer among several to the same prompt, from 0
 * @param tokensToCome the most tokens by which the prompt will be longer, if a part of it is an
 *     answer that is not known yet; otherwise 0. Only a plan has such prompts
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record AnswerRequest(
        ChatModel model,
        String modelName,
        String topic,
        Prompt prompt,
        int sample,
        long tokensToCome) {

    /** Creates a request with a complete prompt. */
    public AnswerRequest(
            ChatModel model, String modelName, String topic, Prompt prompt, int sample) {
        this(model, modelName, topic, prompt, sample, 0);
    }

    /** Returns the model that gives this sample; its seed differs from that of other samples. */
    ChatModel sampleModel() {
        return model.forSample(sample);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "model '%s', topic '%s', sample %d, prompt \"%s\"",
                modelName,
                topic,
                sample,
                prompt.text());
    }
}
