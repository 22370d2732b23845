package dev.inward.study.training;

import dev.inward.model.Finetuning;
import java.util.List;

/**
 * The rows that a model learns from.
 *
 * @param use what the model is finetuned for
 * @param finetuning the rows in order
 * @param answersOf the name of the model whose answers the rows are about
 * @param cells the number of rows of each cell, in order; copied
 * @param duplicates the number of rows that were left out because an earlier row of the property
 *     has the same object-level prompt and the same question
 */
public record FinetuningSet(
        Use use, Finetuning finetuning, String answersOf, List<Cell> cells, int duplicates) {

    /** Copies the cells. */
    public FinetuningSet {
        cells = List.copyOf(cells);
    }

    /** What a model is finetuned for. */
    public enum Use {

        /** It answers hypothetical prompts. */
        PREDICTOR,

        /** It answers object-level prompts in the target's place. */
        SIMULATOR,

        /** It behaves otherwise than before. From the target's own answers, a placebo. */
        BEHAVIOUR_CHANGE;

        /** Returns whether the rows are object-level prompts, whatever the design asks for. */
        public boolean isObjectLevel() {
            return this != PREDICTOR;
        }
    }

    /**
     * The rows of one task and one property.
     *
     * @param task the name of the task
     * @param property the name of the property; {@code object_level} if the rows are the answers
     * @param candidates the number of rows before some were sampled
     * @param rows the number of rows in the set
     */
    public record Cell(String task, String property, int candidates, int rows) {}
}
