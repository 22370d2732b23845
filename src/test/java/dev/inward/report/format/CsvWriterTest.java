package dev.inward.report.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** CSV that users open in a spreadsheet. */
class CsvWriterTest {

    @JsonPropertyOrder({"answer", "count"})
    record Row(String answer, int count) {}

    @Test
    void every_text_is_in_quotes_and_quotes_are_doubled() {
        assertThat(csv("say \"one, two\""))
                .isEqualTo("\"answer\",\"count\"\n\"say \"\"one, two\"\"\",-1\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=HYPERLINK(\"http://evil.example\")",
                "+1+1",
                "-2+3",
                "@SUM(A1)",
                "\t=1",
                "=1\n2",
                "-",
                "-1\n",
                "\n=1",
                " =1",
                "\uFF1D1+1"
            })
    void a_formula_gets_an_apostrophe(String answer) {
        assertThat(csv(answer)).contains("\"'" + answer.replace("\"", "\"\"") + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-4", "+5", "-0.5", "-0,5", "a=b", "4-2", "", "'tis"})
    void a_number_or_another_text_is_unchanged(String answer) {
        assertThat(csv(answer)).contains("\"" + answer + "\",");
    }

    @Test
    void invisible_characters_are_visible() {
        assertThat(csv("\r=1 \u202E")).contains("\"'\\u000d=1 \\u202e\"");
    }

    @Test
    void a_long_answer_is_cut_with_a_note() {
        assertThat(csv("x".repeat(10_000_000)))
                .hasSizeLessThan(2_100)
                .contains("x… (9,998,000 more characters)");
    }

    private static String csv(String answer) {
        return CsvWriter.of(Row.class, List.of(new Row(answer, -1)));
    }
}
