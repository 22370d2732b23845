package dev.inward.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables that people open in a spreadsheet. */
class CsvWriterTest {

    @JsonPropertyOrder({"said", "count"})
    record Line(String said, int count) {}

    @Test
    void every_text_is_in_quotes_and_quotes_are_doubled() {
        assertThat(csv("say \"one, two\""))
                .isEqualTo("\"said\",\"count\"\n\"say \"\"one, two\"\"\",-1\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=HYPERLINK(\"http://evil.example\")",
                "+1+1",
                "-2+3",
                "@SUM(A1)",
                "\t=1",
                "\r=1",
                "=1\n2",
                "-",
                "-1\n",
                "\n=1",
                " =1",
                "\uFF1D1+1"
            })
    void what_a_spreadsheet_would_run_as_a_formula_is_text_to_it(String said) {
        assertThat(csv(said)).contains("\"'" + said.replace("\"", "\"\"") + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-4", "+5", "-0.5", "-0,5", "a=b", "4-2", "", "'tis"})
    void a_number_and_any_other_text_stay_as_they_are(String said) {
        assertThat(csv(said)).contains("\"" + said + "\",");
    }

    private static String csv(String said) {
        return CsvWriter.of(Line.class, List.of(new Line(said, -1)));
    }
}
