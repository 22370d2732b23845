package dev.inward.data.hub;

import dev.inward.hosted.feedback.ServerFeedbackReader;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** Tells failures that a later call can make good from those that it cannot. Thread-safe. */
final class HubFailures {

    private static final Duration MAX_WAIT = Duration.ofMinutes(10);
    private static final int MAX_MESSAGE = 300;

    private final @Nullable String token;
    private final ServerFeedbackReader waits = new ServerFeedbackReader(Clock.systemUTC());

    /**
     * Creates the failures of a client.
     *
     * @param token its access token, which no message shows; null for none
     */
    HubFailures(@Nullable String token) {
        this.token = token;
    }

    /**
     * Describes a response.
     *
     * @param body its body
     * @return a failure after which a later call can succeed
     * @throws HubException if no later call can
     */
    IOException of(String dataset, Response response, String body) {
        int status = response.code();
        String said = String.valueOf(response.header("X-Error-Message", body)).strip();
        String excerpt = masked(said);
        String shown =
                "status "
                        + status
                        + (said.isEmpty()
                                ? ""
                                : ", "
                                        + excerpt.substring(
                                                0, Math.min(MAX_MESSAGE, excerpt.length())));
        return switch (status) {
            case 401, 403 -> throw refused(dataset, shown);
            case 404 ->
                    throw new HubException(
                            dataset,
                            "has no such revision or file, or does not exist ("
                                    + shown
                                    + "). Check 'hugging-face', 'revision' and 'file'.");
            default -> temporary(dataset, status, shown, waits.requestedWait(response, body));
        };
    }

    private HubException refused(String dataset, String shown) {
        return new HubException(
                dataset,
                String.format(
                        Locale.ROOT,
                        "is not open to you (%s). A private or gated data set needs an access token in the environment variable HF_TOKEN, which is %s. Accept its terms on its page on the hub, or correct the name: the hub also answers so if there is no such data set.",
                        shown,
                        token == null ? "not set" : "set"));
    }

    private static RetryableStatus temporary(
            String dataset, int status, String shown, Optional<Duration> wait) {
        boolean canSucceed = status == 429 || status == 408 || status >= 500;
        if (!canSucceed || wait.filter(time -> time.compareTo(MAX_WAIT) > 0).isPresent()) {
            String later = wait.map(time -> ", retry after " + time.toSeconds() + " s").orElse("");
            throw new HubException(dataset, "cannot be read (" + shown + later + ").");
        }
        return new RetryableStatus(shown, wait);
    }

    /** Returns a text without the access token. Servers sometimes repeat it. */
    String masked(String text) {
        return token == null ? text : text.replace(token, "***");
    }

    /** A status after which a later call can succeed. */
    static final class RetryableStatus extends IOException {

        private static final long serialVersionUID = 1;

        private final transient Optional<Duration> wait;

        private RetryableStatus(String message, Optional<Duration> wait) {
            super(message);
            this.wait = wait;
        }

        /** Returns the wait that the hub asks for. */
        Optional<Duration> requestedWait() {
            return wait;
        }
    }
}
