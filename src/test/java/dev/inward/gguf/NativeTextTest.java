package dev.inward.gguf;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Takes texts through native code without a loss. */
class NativeTextTest {

    @Test
    void every_character_comes_back() {
        String text = "a\u0000🦁é漢\uE000🦁\uF8FF𝒳";
        var codec = new NativeText();

        String encoded = codec.encode(text);

        assertThat(encoded.codePoints())
                .allMatch(character -> character > 0 && character <= 0xFFFF);
        assertThat(codec.decode("<user>" + encoded + "</user>"))
                .isEqualTo("<user>" + text + "</user>");
    }
}
