package dev.inward.classifier;

import java.util.Set;

/** The features of a prompt, and its label. */
record TrainingRow(Set<String> features, String label) {

    static TrainingRow of(LabelledPrompt row) {
        return new TrainingRow(PromptFeatures.of(row.prompt()), row.label());
    }
}
