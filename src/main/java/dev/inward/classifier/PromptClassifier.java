package dev.inward.classifier;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * Predicts the label of a prompt from its text alone.
 *
 * <p>The classifiers of {@link InputOnlyClassifier} are immutable and thread-safe.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
@FunctionalInterface
public interface PromptClassifier {

    /**
     * Predicts the label of a prompt.
     *
     * @param prompt the text of a prompt, seen in training or not; may be empty
     * @return one of the labels of the training rows
     */
    String predict(String prompt);
}
