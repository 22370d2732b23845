package dev.inward.report.paper;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The figures that the paper published.
 *
 * @param publication the paper
 * @param propertyNames the names that Inward has for a property that the paper names otherwise
 * @param figures the figures, in the order of the page
 */
record PublishedFigures(
        String publication,
        Map<String, List<String>> propertyNames,
        List<PublishedFigure> figures) {

    /** The name of an average over properties. */
    static final String AVERAGE = "average_of_properties";

    private static final String FILE = "published-figures.json";

    static PublishedFigures read() {
        try (InputStream file =
                Objects.requireNonNull(PublishedFigures.class.getResourceAsStream(FILE), FILE)) {
            return JsonMapper.builder().build().readValue(file, PublishedFigures.class);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the published figures in " + FILE, e);
        }
    }

    List<PublishedFigure> of(Quantity quantity) {
        return figures.stream().filter(figure -> figure.quantity() == quantity).toList();
    }

    /** Returns the name that the paper has for a property of Inward. */
    String nameInPaper(String property) {
        return propertyNames.entrySet().stream()
                .filter(names -> names.getValue().contains(property))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(property);
    }
}
