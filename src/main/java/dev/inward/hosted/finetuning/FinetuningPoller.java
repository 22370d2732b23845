package dev.inward.hosted.finetuning;

import com.fasterxml.jackson.databind.JsonNode;
import dev.failsafe.Failsafe;
import dev.inward.hosted.http.ApiFailures;
import dev.inward.hosted.http.RetrySettings;
import dev.inward.model.ApiException;
import dev.inward.model.FinetuningProgress;
import java.nio.file.Path;
import java.time.Duration;

/** Waits for a finetuning job, and passes on how far it has come where its server says so. */
final class FinetuningPoller {

    private static final Duration FIRST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(20);

    private final FinetuningCalls calls;
    private final RetrySettings patience;
    private final Path record;
    private final FinetuningProgress progress;
    private boolean tellsSteps = true;
    private int lastStep;

    /**
     * @param record where the job stands recorded
     */
    FinetuningPoller(
            FinetuningCalls calls,
            RetrySettings patience,
            Path record,
            FinetuningProgress progress) {
        this.calls = calls;
        this.patience = patience;
        this.record = record;
        this.progress = progress;
    }

    /**
     * Waits as long as the job takes.
     *
     * @return the id of the finetuned model
     * @throws IllegalStateException where it comes to none, with what the server says of it
     */
    String modelOf(String name) throws InterruptedException {
        Duration pause = FIRST;
        while (true) {
            JsonNode job = Failsafe.with(patience.<JsonNode>policy()).get(() -> calls.job(name));
            String status = job.path("status").asText();
            switch (status) {
                case "succeeded" -> {
                    return finished(name, job);
                }
                case "failed", "cancelled" -> throw ended(name, status, job);
                case "running" -> tellProgress(name);
                default -> {
                    // It is checked or stands in line.
                }
            }
            Thread.sleep(pause.toMillis());
            Duration longer = pause.multipliedBy(3).dividedBy(2);
            pause = longer.compareTo(LONGEST) > 0 ? LONGEST : longer;
        }
    }

    private String finished(String name, JsonNode job) {
        String id = job.path("fine_tuned_model").asText("");
        if (id.isBlank()) {
            throw ended(name, "succeeded without a model", job);
        }
        return id;
    }

    private IllegalStateException ended(String name, String how, JsonNode job) {
        String message = job.path("error").path("message").asText("");
        return new IllegalStateException(
                "its finetuning job %s has %s%s; mend that, and delete %s to have it submitted anew"
                        .formatted(
                                name,
                                how.equals("cancelled") ? "been cancelled" : how,
                                message.isBlank() ? "" : ": " + ApiFailures.quoted(message),
                                record));
    }

    /** Steps are no part of what the API promises: a server may tell them or not. */
    private void tellProgress(String name) {
        if (!tellsSteps) {
            return;
        }
        try {
            for (JsonNode event : calls.events(name).path("data")) {
                int step = event.path("data").path("step").asInt();
                int steps = event.path("data").path("total_steps").asInt();
                if (step > lastStep && step <= steps) {
                    lastStep = step;
                    progress.stepDone(step, steps);
                }
            }
        } catch (ApiException e) {
            tellsSteps = e.isToBeTriedAgain();
        }
    }
}
