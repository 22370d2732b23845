package dev.inward.springai;

import dev.inward.model.ApiException;
import dev.inward.model.Completion;
import dev.inward.supplied.NoAnswerException;
import dev.inward.supplied.SupplierClass;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A call of Spring AI that failed. Spring AI has no common exceptions for it, but the messages of
 * Spring's exceptions begin with the status of the response.
 *
 * @param supplier the class that supplies the model
 * @param failure what the call threw
 * @param status the status of the response; 0 if there was none
 */
record SpringAiFailure(SupplierClass supplier, RuntimeException failure, int status) {

    private static final Pattern STATUS = Pattern.compile("([45]\\d\\d)\\b.*", Pattern.DOTALL);

    /** Fails every prompt until the class is fixed. */
    private static final Set<Integer> CONFIGURATION = Set.of(401, 402, 404, 405, 410);

    /** Spring AI repeats calls after a status from 500 on, but not after these. */
    private static final Set<Integer> REPEATED = Set.of(408, 409, 423, 424, 425, 429, 498, 499);

    static SpringAiFailure of(SupplierClass supplier, RuntimeException failure) {
        int status = 0;
        Throwable cause = failure;
        while (cause != null && status == 0) {
            status = status(cause);
            cause = cause.getCause();
        }
        return new SpringAiFailure(supplier, failure, status);
    }

    private static int status(Throwable failure) {
        if (!failure.getClass().getName().startsWith("org.springframework.")
                || failure.getMessage() == null) {
            return 0;
        }
        Matcher matcher = STATUS.matcher(failure.getMessage());
        return matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
    }

    /**
     * Returns the answer to a prompt that the provider's filter blocks.
     *
     * @throws RuntimeException for every other failure; {@link NoAnswerException} if the call is to
     *     be repeated
     */
    Completion filteredOrThrow() {
        if (status == 400 && failure.toString().contains("\"content_filter\"")) {
            return SpringAiMapper.filtered();
        }
        throw described();
    }

    private RuntimeException described() {
        if (status == 0) {
            return failure;
        }
        if (CONFIGURATION.contains(status)) {
            return new IllegalArgumentException(
                    message(
                            "cannot be called at all",
                            "Check the key, the model name and the address in this class."),
                    failure);
        }
        if (REPEATED.contains(status)) {
            return new NoAnswerException(
                    failure.toString(),
                    "Lower 'concurrency', or let the ChatModel of this class wait longer between its calls.");
        }
        if (status == 403) {
            return api(ApiException.Kind.FORBIDDEN, "Check what the key in this class may do.");
        }
        return status < 500
                ? api(ApiException.Kind.PROMPT, "Check the options in this class.")
                : api(ApiException.Kind.WAITED_FOR, "Try again later.");
    }

    private ApiException api(ApiException.Kind kind, String advice) {
        return new ApiException(message("gives no answer", advice), kind, null, failure);
    }

    private String message(String problem, String advice) {
        return String.format(
                Locale.ROOT,
                "Model '%s', supplied by %s, %s: %s. %s",
                supplier.model(),
                supplier.name(),
                problem,
                failure,
                advice);
    }
}
