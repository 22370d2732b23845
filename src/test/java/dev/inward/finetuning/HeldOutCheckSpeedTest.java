package dev.inward.finetuning;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.inward.model.Finetuning.Example;
import dev.inward.model.Finetuning.HeldOutPrompt;
import dev.inward.model.Finetuning.HeldOutPrompts;
import dev.inward.model.Prompt;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The check stays usable with many rows and many held-out prompts that begin alike. */
@Tag("slow")
class HeldOutCheckSpeedTest {

    private static final String START =
            "Look at this list of words, and say which word comes next in it: ";

    @Test
    void twenty_thousand_rows_are_compared_with_ten_thousand_prompts() {
        List<HeldOutPrompt> heldOut = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            heldOut.add(new HeldOutPrompt("lists", START + "lion bear " + (100_000 + i)));
        }
        Set<String> expected = new HashSet<>();
        List<Example> rows = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            // Each begins with a held-out prompt, so each one is looked at in detail.
            String training = START + "lion bear " + (100_000 + i % 10_000) + " zebra " + i;
            expected.add(training);
            rows.add(row(training));
        }
        rows.add(row(START + "lion bear 104242"));
        byte[] file = TrainingFile.write(rows);

        assertTimeoutPreemptively(
                ofSeconds(60),
                () ->
                        assertThatThrownBy(
                                        () ->
                                                new HeldOutCheck(
                                                                new HeldOutPrompts(
                                                                        heldOut, expected))
                                                        .requireNone(file, rows.size(), "a.jsonl"))
                                .hasMessageContaining("row 20001")
                                .hasMessageContaining("lion bear 104242"));
    }

    private static Example row(String prompt) {
        return new Example(
                Prompt.ofUser(
                        "What would be the second character of your answer to this prompt? "
                                + prompt
                                + "\n\nAnswer with one character, and write nothing else."),
                "x");
    }
}
