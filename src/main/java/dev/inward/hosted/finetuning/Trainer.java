package dev.inward.hosted.finetuning;

import java.util.List;
import java.util.Optional;

/**
 * What finetunes a hosted model: the fine-tuning API of its server, or a command. Implementations
 * are immutable and thread-safe.
 */
public sealed interface Trainer permits ApiTrainer, CommandTrainer {

    /** Returns the parts of a finetuning's key: all that determines the result besides the rows. */
    List<String> keyParts();

    /** Returns how often training goes through all rows; empty if the server chooses. */
    Optional<Integer> epochs();

    /** Creates the job of one finetuning. Nothing is done yet. */
    FinetuningJob job(FinetuningRequest request);
}
