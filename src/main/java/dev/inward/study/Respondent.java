package dev.inward.study;

import dev.inward.model.ChatModel;
import dev.inward.model.FinetunableModel;

/**
 * Somebody who is asked.
 *
 * @param name what reports and records call it: two models that may answer differently never share
 *     one
 * @param model the model
 */
record Respondent(String name, ChatModel model) {

    boolean isFinetunable() {
        return model instanceof FinetunableModel;
    }
}
