package dev.inward.hosted.finetuning;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.inward.model.FinetuningProgress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the finished training steps in the lines of a command: {@code step 12/300}, or JSON such as
 * {@code {"step": 12, "steps": 300}}. Steps that were reported before are not reported again.
 *
 * <p>Not thread-safe.
 */
final class StepLines {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Pattern STEP =
            Pattern.compile("(?i)\\bstep\\s{0,3}(\\d{1,9})\\s{0,3}(?:/|of)\\s{0,3}(\\d{1,9})\\b");

    private final FinetuningProgress progress;
    private int last;

    StepLines(FinetuningProgress progress) {
        this.progress = progress;
    }

    void read(String line) {
        if (line.strip().startsWith("{")) {
            try {
                JsonNode json = JSON.readTree(line);
                report(json.path("step").asInt(), json.path("steps").asInt());
            } catch (JsonProcessingException e) {
                // Another line that begins with a brace.
            }
            return;
        }
        Matcher step = STEP.matcher(line);
        if (step.find()) {
            report(Integer.parseInt(step.group(1)), Integer.parseInt(step.group(2)));
        }
    }

    private void report(int step, int steps) {
        if (step > last && step <= steps) {
            last = step;
            progress.stepDone(step, steps);
        }
    }
}
