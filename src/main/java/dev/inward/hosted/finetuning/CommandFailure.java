package dev.inward.hosted.finetuning;

import dev.inward.hosted.http.ApiSettings;
import dev.inward.model.QuerySecrets;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The failures of a finetuning command. Their messages have the end of its logs, in which secrets
 * are masked: the key of the model, and the values of environment variables whose names look like
 * those of keys.
 *
 * @param settings the base model
 * @param files the logs
 */
record CommandFailure(ApiSettings settings, CommandFiles files) {

    private static final int LINES = 15;
    private static final int LINE_LENGTH = 300;
    private static final int SHORTEST_SECRET = 6;

    /** Returns the failure of a command that cannot be started. */
    IllegalStateException ofStart(String program, IOException cause) {
        return new IllegalStateException(
                masked(
                        String.format(
                                Locale.ROOT,
                                "the finetuning command of model '%s' cannot be started: %s. Is '%s' on the PATH, or relative to the folder of models.yaml?",
                                settings.name(),
                                cause.getMessage(),
                                program)),
                cause);
    }

    /** Returns the failure of a command that ended with an exit code other than 0. */
    IllegalStateException ofExit(int exitCode, int attempt) {
        return failure("ended with exit code " + exitCode, attempt);
    }

    /** Returns the failure of a command whose last line names no model. */
    IllegalStateException ofResult(int attempt) {
        return failure(
                "ended without a result: the last line of its standard output must be JSON such as {\"model\": \"ID\", \"base-url\": \"http://localhost:8000/v1\"}",
                attempt);
    }

    private IllegalStateException failure(String problem, int attempt) {
        return new IllegalStateException(
                masked(
                        String.format(
                                Locale.ROOT,
                                "the finetuning command of model '%s' %s.%n%s%sFix the cause and run again: the command is then called with the same folder %s, so that it can resume",
                                settings.name(),
                                problem,
                                end(files.stderr(attempt)),
                                end(files.stdout(attempt)),
                                files.output())));
    }

    private static String end(Path log) {
        List<String> lines = CommandLog.lastLines(log, LINES);
        var text = new StringBuilder();
        text.append(
                String.format(
                        Locale.ROOT,
                        lines.isEmpty() ? "The log %s is empty.%n" : "The end of the log %s:%n",
                        log));
        for (String line : lines) {
            text.append("  ")
                    .append(
                            line.length() <= LINE_LENGTH
                                    ? line
                                    : line.substring(0, LINE_LENGTH) + "…")
                    .append(System.lineSeparator());
        }
        return text.toString();
    }

    private String masked(String text) {
        String masked = text;
        for (Map.Entry<String, String> variable : System.getenv().entrySet()) {
            if (QuerySecrets.isKeyLike(variable.getKey())
                    && variable.getValue().length() >= SHORTEST_SECRET) {
                masked = masked.replace(variable.getValue(), "***");
            }
        }
        return QuerySecrets.maskedIn(settings.maskedIn(masked));
    }
}
