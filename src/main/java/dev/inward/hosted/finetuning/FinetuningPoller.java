package dev.inward.hosted.finetuning;

import com.fasterxml.jackson.databind.JsonNode;
import dev.failsafe.Failsafe;
import dev.inward.hosted.http.ApiFailures;
import dev.inward.hosted.http.RetrySettings;
import dev.inward.model.ApiException;
import dev.inward.model.FinetuningProgress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Polls a finetuning job until it ends, and reports its progress if the server does. */
final class FinetuningPoller {

    private static final Duration FIRST_WAIT = Duration.ofMillis(100);
    private static final Duration MAX_WAIT = Duration.ofSeconds(20);

    private final FinetuningCalls calls;
    private final RetrySettings retry;
    private final Path recordFile;
    private final FinetuningProgress progress;
    private boolean reportsSteps = true;
    private int lastStep;

    /**
     * @param recordFile the record of the job, for messages
     */
    FinetuningPoller(
            FinetuningCalls calls,
            RetrySettings retry,
            Path recordFile,
            FinetuningProgress progress) {
        this.calls = calls;
        this.retry = retry;
        this.recordFile = recordFile;
        this.progress = progress;
    }

    /**
     * A job that succeeded.
     *
     * @param model the id of the finetuned model
     * @param trainedTokens the tokens that the server charges, all epochs included; empty if it
     *     does not say
     */
    record FinishedJob(String model, Optional<Long> trainedTokens) {}

    /**
     * Waits until a job ends, without a timeout.
     *
     * @throws IllegalStateException if the job ends without a model; the message has the server's
     *     reason
     */
    FinishedJob await(String jobId) throws InterruptedException {
        Duration wait = FIRST_WAIT;
        while (true) {
            JsonNode job = Failsafe.with(retry.<JsonNode>policy()).get(() -> calls.job(jobId));
            String status = job.path("status").asText();
            switch (status) {
                case "succeeded" -> {
                    return finished(jobId, job);
                }
                case "failed" -> throw failure(jobId, "failed", job);
                case "cancelled" -> throw failure(jobId, "was cancelled", job);
                case "running" -> reportProgress(jobId);
                default -> {
                    // The server validates the file, or the job is in its queue.
                }
            }
            Thread.sleep(wait.toMillis());
            Duration longer = wait.multipliedBy(3).dividedBy(2);
            wait = longer.compareTo(MAX_WAIT) > 0 ? MAX_WAIT : longer;
        }
    }

    private FinishedJob finished(String jobId, JsonNode job) {
        String id = job.path("fine_tuned_model").asText("");
        if (id.isBlank()) {
            throw failure(jobId, "succeeded without a model", job);
        }
        JsonNode tokens = job.path("trained_tokens");
        return new FinishedJob(
                id, tokens.isIntegralNumber() ? Optional.of(tokens.asLong()) : Optional.empty());
    }

    private IllegalStateException failure(String jobId, String outcome, JsonNode job) {
        String message = job.path("error").path("message").asText("");
        return new IllegalStateException(
                String.format(
                        Locale.ROOT,
                        "the finetuning job %s %s%s. Fix the cause, then delete %s to submit the job again",
                        jobId,
                        outcome,
                        message.isBlank() ? "" : ": " + ApiFailures.excerpt(message),
                        recordFile));
    }

    /** The API does not guarantee step events, so a permanent failure only ends the reports. */
    private void reportProgress(String jobId) {
        if (!reportsSteps) {
            return;
        }
        try {
            for (JsonNode event : calls.events(jobId).path("data")) {
                int step = event.path("data").path("step").asInt();
                int steps = event.path("data").path("total_steps").asInt();
                if (step > lastStep && step <= steps) {
                    lastStep = step;
                    progress.stepDone(step, steps);
                }
            }
        } catch (ApiException e) {
            reportsSteps = e.isRetryable();
        }
    }
}
