package dev.inward.hosted.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The three forms of RFC 9110. */
class HttpDateTest {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "'Sun, 06 Nov 1994 08:49:37 GMT', 1994-11-06T08:49:37Z",
        "'Sunday, 06-Nov-94 08:49:37 GMT', 1994-11-06T08:49:37Z",
        "'Sun Nov  6 08:49:37 1994', 1994-11-06T08:49:37Z",
        "'Tue, 24 Nov 2026 12:00:30 GMT', 2026-11-24T12:00:30Z",
        "'tuesday, 24-NOV-26 12:00:30 gmt', 2026-11-24T12:00:30Z",
        "'Tue Nov 24 12:00:30 2026', 2026-11-24T12:00:30Z",
        "'Tue, 4 Nov 2026 12:00:30 +0000', 2026-11-04T12:00:30Z",
        "'Mon, 24 Nov 2026 12:00:30 GMT', 2026-11-24T12:00:30Z",
    })
    void each_form_is_read_whatever_the_day_of_the_week(String text, Instant date) {
        assertThat(HttpDate.parse(text, NOW)).contains(date);
    }

    @ParameterizedTest
    @CsvSource({"26, 2026", "75, 2075", "76, 2076", "77, 1977", "94, 1994"})
    void a_year_of_two_digits_is_at_most_50_years_from_now(String digits, String year) {
        assertThat(HttpDate.parse("Friday, 01-Jan-" + digits + " 00:00:00 GMT", NOW))
                .contains(Instant.parse(year + "-01-01T00:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "30", "2026-11-24", "Tue, 31 Foo 2026 12:00:00 GMT"})
    void any_other_text_is_no_date(String text) {
        assertThat(HttpDate.parse(text, NOW)).isEmpty();
    }
}
