package dev.inward.hosted.feedback;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The dates in HTTP headers, in the three forms of RFC 9110: {@code Tue, 24 Nov 2026 12:00:30 GMT},
 * {@code Tuesday, 24-Nov-26 12:00:30 GMT} and {@code Tue Nov 24 12:00:30 2026}. The day of the week
 * is ignored.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#name-date-time-formats">RFC 9110, 5.6.7</a>
 */
final class HttpDate {

    private HttpDate() {}

    /**
     * Parses a date.
     *
     * @param now decides the century of a year with two digits: at most 50 years from now
     * @return empty if the text is no date
     */
    static Optional<Instant> parse(String text, Instant now) {
        String date =
                text.strip()
                        .replaceFirst("^[A-Za-z]+,?\\s+", "")
                        .replaceFirst("(?i)\\s+(GMT|UTC|[+-]0000)$", "")
                        .replaceAll("\\s+", " ");
        for (DateTimeFormatter form : forms(now)) {
            try {
                return Optional.of(LocalDateTime.parse(date, form).toInstant(ZoneOffset.UTC));
            } catch (DateTimeException otherForm) {
                // The next form is tried.
            }
        }
        return Optional.empty();
    }

    private static List<DateTimeFormatter> forms(Instant now) {
        LocalDate firstOfCentury = LocalDate.ofInstant(now, ZoneOffset.UTC).minusYears(49);
        return List.of(
                form().appendPattern("d MMM uuuu H:mm:ss").toFormatter(Locale.ROOT),
                form().appendPattern("d-MMM-")
                        .appendValueReduced(ChronoField.YEAR, 2, 2, firstOfCentury)
                        .appendPattern(" H:mm:ss")
                        .toFormatter(Locale.ROOT),
                form().appendPattern("MMM d H:mm:ss uuuu").toFormatter(Locale.ROOT));
    }

    private static DateTimeFormatterBuilder form() {
        return new DateTimeFormatterBuilder().parseCaseInsensitive();
    }
}
