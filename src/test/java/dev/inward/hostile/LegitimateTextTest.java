package dev.inward.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inward.text.ConsoleText;
import dev.inward.text.VisibleText;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Texts of many scripts stay as they are. */
class LegitimateTextTest {

    @ParameterizedTest
    @MethodSource("texts")
    void it_is_shown_unchanged(SampleText text) {
        assertThat(VisibleText.line(text.text())).isSameAs(text.text());
        assertThat(VisibleText.lines(text.text())).isSameAs(text.text());
        assertThat(ConsoleText.of(text.text())).isEqualTo(text.text());
    }

    static List<SampleText> texts() {
        return SampleText.legitimate();
    }
}
