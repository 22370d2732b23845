/**
 * Fine-tuning APIs: a training file is uploaded, a job is watched, and no job is paid for twice.
 */
@NullMarked
package dev.inward.hosted.finetuning;

import org.jspecify.annotations.NullMarked;
