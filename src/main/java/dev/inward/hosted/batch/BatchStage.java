package dev.inward.hosted.batch;

/**
 * The stages of a batch, in their order. {@link BatchWorkflow} moves a batch from one to the next.
 *
 * <p>A record on disk is a stage: without the server's id it is {@link #CLAIMED}, with it {@link
 * #SUBMITTED}. A later run resumes from there.
 */
enum BatchStage {

    /** Prompts are added until no more fit, or until none has arrived for a while. */
    GATHERING,

    /** A process holds the submission lock, writes the record without an id, and submits. */
    CLAIMED,

    /** The server has accepted the batch. The record on disk has the server's id. */
    SUBMITTED,

    /** The state of the batch is polled at growing intervals. */
    POLLING,

    /** The results are read. The record stays until every answer is in the store. */
    READ,

    /** The record is deleted, because the batch is no longer needed. */
    DONE
}
