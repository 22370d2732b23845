package dev.inward.report.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import dev.inward.property.BehavioralProperties;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Tests the figures of the paper against those that were collected from it in CSV files. These
 * files are no part of this project. The system property {@code inward.test.figures} names their
 * folder.
 */
class PublishedFiguresTest {

    private static final Map<String, Quantity> HEADLINES =
            Map.of(
                    "self-prediction before training", Quantity.SELF_BEFORE,
                    "self-prediction after training", Quantity.SELF_AFTER,
                    "cross-prediction", Quantity.CROSS,
                    "self-prediction advantage", Quantity.ADVANTAGE);

    /** Inward has no such figures, or they are in one of the other files too. */
    private static final Set<String> NOT_SHOWN =
            Set.of(
                    "self-prediction accuracy",
                    "are-you-sure self-prediction",
                    "are-you-sure cross-prediction",
                    "behaviour change: predicts old M1",
                    "behaviour change: predicts new MC",
                    "behaviour change adjusted: old",
                    "behaviour change adjusted: new",
                    "openai-evals schelling CI delta",
                    "openai-evals steganography undetected gain");

    private static final Pattern PLACE = Pattern.compile("Fig (\\d+)|(\\d\\.\\d\\.\\d)");
    private static final Pattern SELF = Pattern.compile("self ([0-9.]+);");

    private final PublishedFigures published = PublishedFigures.read();

    /**
     * A figure as the collection has it.
     *
     * @param hasNote whether the collection has a reservation about it
     */
    private record Collected(
            Quantity quantity,
            String property,
            String cell,
            List<Double> values,
            String source,
            boolean hasNote) {

        boolean is(PublishedFigure figure) {
            Matcher place = PLACE.matcher(source);
            return figure.quantity() == quantity
                    && figure.property().equals(property)
                    && figure.cell().equals(cell)
                    && figure.values().equals(values)
                    && place.find()
                    && figure.where().contains(place.group(place.group(1) == null ? 2 : 1))
                    && !(hasNote && figure.note().isEmpty());
        }
    }

    @Test
    void every_collected_figure_is_published_with_its_place_and_its_reservation()
            throws IOException {
        List<Collected> collected = new ArrayList<>();
        collected.addAll(headlines());
        for (JsonNode row : rows("per_property_self_prediction.csv")) {
            collected.add(
                    of(
                            Quantity.SELF_BY_PROPERTY,
                            row,
                            row.path("model").asText(),
                            true,
                            "before_pct",
                            "after_pct"));
        }
        for (JsonNode row : rows("scaling_cross_prediction.csv")) {
            collected.add(
                    of(
                            Quantity.CROSS_BY_ROWS,
                            row,
                            row.path("target").asText()
                                    + ", predicted by "
                                    + row.path("predictor").asText(),
                            true,
                            "n_train",
                            "accuracy_pct",
                            "self_accuracy_pct"));
        }
        for (JsonNode row : rows("behaviour_change.csv")) {
            collected.add(
                    of(
                            Quantity.BEHAVIOUR_CHANGE,
                            row,
                            row.path("model").asText(),
                            !"raw".equals(row.path("variant").asText()),
                            "predicts_old_M1_pct",
                            "predicts_new_MC_pct"));
        }
        for (JsonNode row : rows("calibration_mad.csv")) {
            collected.add(
                    of(
                            Quantity.CALIBRATION,
                            row,
                            row.path("target_model").asText(),
                            !row.path("note").asText().isEmpty(),
                            "mad_self",
                            "mad_cross",
                            "mad_untrained"));
        }

        assertThat(published.figures()).hasSameSizeAs(collected);
        assertThat(collected)
                .allSatisfy(expected -> assertThat(published.figures()).anyMatch(expected::is));
    }

    private static List<Collected> headlines() throws IOException {
        List<Collected> collected = new ArrayList<>();
        for (JsonNode row : rows("headline_numbers.csv")) {
            Quantity quantity = HEADLINES.get(row.path("quantity").asText());
            if (quantity == null) {
                assertThat(NOT_SHOWN).contains(row.path("quantity").asText());
                continue;
            }
            String cell =
                    switch (quantity) {
                        case CROSS ->
                                row.path("target_M1").asText()
                                        + ", predicted by "
                                        + row.path("predictor")
                                                .asText()
                                                .replaceAll(" ft.*", "")
                                                .replace("Llama-70B", "Llama-3.1-70B");
                        case ADVANTAGE ->
                                row.path("target_M1").asText()
                                        + ", predicted by the best other model";
                        default -> row.path("target_M1").asText();
                    };
            double value = Double.parseDouble(row.path("value_pct").asText());
            boolean hasNote = row.path("baseline_or_note").asText().matches(".*(imply|panel).*");
            collected.add(
                    new Collected(
                            quantity,
                            "",
                            cell,
                            List.of(value),
                            row.path("source").asText(),
                            hasNote));
            Matcher self = SELF.matcher(row.path("ci_or_p").asText());
            if (quantity == Quantity.CROSS && self.find()) {
                double advantage =
                        Math.round(10 * (Double.parseDouble(self.group(1)) - value)) / 10.0;
                collected.add(
                        new Collected(
                                Quantity.ADVANTAGE,
                                "",
                                cell,
                                List.of(advantage),
                                row.path("source").asText(),
                                true));
            }
        }
        return collected;
    }

    private static Collected of(
            Quantity quantity, JsonNode row, String cell, boolean hasNote, String... values) {
        return new Collected(
                quantity,
                row.path("property").asText(),
                cell,
                Stream.of(values).map(value -> row.path(value).asDouble()).toList(),
                row.path("source").asText(),
                hasNote);
    }

    private static List<JsonNode> rows(String file) throws IOException {
        Path folder =
                Stream.of(
                                System.getProperty("inward.test.figures", ""),
                                "../shared/design/paper-figures")
                        .map(Path::of)
                        .filter(it -> Files.isRegularFile(it.resolve("headline_numbers.csv")))
                        .findFirst()
                        .orElse(Path.of(""));
        assumeThat(folder.resolve(file))
                .as(
                        "There are no collected figures of the paper. Name their folder with -Dinward.test.figures=.")
                .isRegularFile();
        try (var read =
                new CsvMapper()
                        .readerFor(JsonNode.class)
                        .with(CsvSchema.emptySchema().withHeader())
                        .<JsonNode>readValues(folder.resolve(file).toFile())) {
            return read.readAll();
        }
    }

    @Test
    void each_figure_fills_its_columns_and_says_where_it_is_from() {
        assertThat(published.figures())
                .isNotEmpty()
                .allSatisfy(
                        figure -> {
                            assertThat(figure.values())
                                    .hasSameSizeAs(figure.quantity().columnTitles());
                            assertThat(figure.where()).matches("(figures?|section) \\d.*");
                            assertThat(figure.interval()).isNotBlank();
                        });
        assertThat(Quantity.values())
                .allSatisfy(quantity -> assertThat(published.of(quantity)).isNotEmpty());
    }

    @Test
    void a_property_that_the_paper_names_otherwise_is_a_property_of_inward() {
        assertThat(published.propertyNames().values())
                .allSatisfy(
                        names ->
                                assertThat(names)
                                        .allSatisfy(
                                                name ->
                                                        assertThat(
                                                                        BehavioralProperties.named(
                                                                                        name)
                                                                                .name())
                                                                .isEqualTo(name)));
        assertThat(published.nameInPaper("is_either_b_or_d")).isEqualTo("among_options");
        assertThat(published.nameInPaper("first_word")).isEqualTo("first_word");
    }
}
