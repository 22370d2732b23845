/**
 * Finetuning of hosted models. Through OpenAI's fine-tuning API: upload the rows, submit a job,
 * poll it. Or by a command of the user's: start its process, wait for it, read its result. Records
 * on disk ensure that no finetuning is paid for twice.
 */
@NullMarked
package dev.inward.hosted.finetuning;

import org.jspecify.annotations.NullMarked;
