package dev.inward.hosted.finetuning;

import java.nio.file.Path;

/** One finetuning, wherever it happens. It resumes what an earlier run began. */
interface FinetuningJob {

    /**
     * Finetunes, or resumes. Blocks until the finetuned model is served.
     *
     * @throws InterruptedException if the thread is interrupted; the training goes on
     */
    ServedModel awaitModel() throws InterruptedException;

    /** Returns what to do if the finished model is served no longer; follows a semicolon. */
    String hintIfNotServed();

    /** Returns the path of the record. */
    Path recordFile();
}
