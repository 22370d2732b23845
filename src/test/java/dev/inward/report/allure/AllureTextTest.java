package dev.inward.report.allure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names, values and messages on a page of Allure 2. */
class AllureTextTest {

    @ParameterizedTest
    @CsvSource({
        "<img src=x>, \\u003cimg src=x>",
        "a</b><!-- ?, a\\u003c/b>\\u003c!-- ?",
        "a\u202Eb, a\\u202eb",
        "https://h/\"><b>, https://h/\\u0022>\\u003cb>",
        "javascript://%0aalert(1), javascript\\u003a//%0aalert(1)",
        "say \"a\": b, say \"a\": b"
    })
    void a_value_is_safe_where_the_page_does_not_escape_it(String text, String shown) {
        assertThat(AllureText.value(text)).isEqualTo(shown);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"gpt-4o", "a < b", "http://host/v1#llama", "Größe", "a, predicted by b"})
    void a_usual_value_is_unchanged(String text) {
        assertThat(AllureText.value(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "<img src=x>, &lt;img src=x&gt;",
        "&lt;img&gt;, &amp;lt;img&amp;gt;",
        "1 < 2 & 3, 1 &lt; 2 &amp; 3"
    })
    void a_message_is_html_that_shows_the_text(String text, String html) {
        assertThat(AllureText.html(text)).isEqualTo(html);
    }
}
