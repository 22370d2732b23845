package dev.inward.study;

import dev.inward.model.ChatModel;

/**
 * Who predicts in a comparison: both predictors as they are compared, and as they were before any
 * finetuning.
 *
 * @param trainingRows rows that self and cross were finetuned on; 0 if they were not
 */
record Panel(
        ChatModel self,
        ChatModel cross,
        ChatModel untrainedSelf,
        ChatModel untrainedCross,
        int trainingRows) {}
