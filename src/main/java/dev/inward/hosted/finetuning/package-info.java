/**
 * Finetuning of hosted models through OpenAI's fine-tuning API: upload the rows, submit a job, poll
 * it. Records on disk ensure that no job is paid for twice.
 */
@NullMarked
package dev.inward.hosted.finetuning;

import org.jspecify.annotations.NullMarked;
