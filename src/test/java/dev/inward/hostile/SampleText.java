package dev.inward.hostile;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/**
 * A text of the folder {@code hostile} of the test resources.
 *
 * @param what what the text is
 * @param text the text
 */
record SampleText(String what, String text) {

    /** Returns the texts that must not have an effect anywhere. */
    static List<SampleText> hostile() {
        return read("/hostile/texts.jsonl");
    }

    /** Returns the texts that must be shown as they are. */
    static List<SampleText> legitimate() {
        return read("/hostile/legitimate.jsonl");
    }

    private static List<SampleText> read(String resource) {
        try (InputStream lines =
                        Objects.requireNonNull(SampleText.class.getResourceAsStream(resource));
                MappingIterator<SampleText> texts =
                        new ObjectMapper().readerFor(SampleText.class).readValues(lines)) {
            return texts.readAll();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return what;
    }
}
