package dev.inward.studies;

import com.fasterxml.jackson.databind.JsonNode;
import dev.inward.UnknownNameException;
import dev.inward.study.TrainingLabels;
import dev.inward.study.design.FinetuningUse;
import dev.inward.study.design.RowContent;
import dev.inward.study.design.RowFilter;
import dev.inward.study.design.StudyClaim;
import dev.inward.study.measurement.StudyMeasurement;
import dev.inward.yaml.EnumKeys;
import dev.inward.yaml.KeyNames;
import dev.inward.yaml.PlainScalars;
import dev.inward.yaml.YamlFormat;
import dev.inward.yaml.YamlSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a study file says, after its schema has checked it. An absent value is empty or has its
 * default. Names of models, tasks and properties are not checked yet.
 *
 * @param file the path of the file
 * @param name the name of the study: that of the file without {@code .yaml}
 * @param root the content of the file
 */
public record StudyFile(Path file, String name, JsonNode root) {

    private static final String ENDING = ".yaml";

    private static final double DEFAULT_MARGIN = 0.05;

    private static final YamlFormat FORMAT =
            new YamlFormat(
                    "The study file",
                    YamlSchema.ofResource("/dev/inward/studies/study.schema.json"),
                    new KeyNames(),
                    PlainScalars.TYPED);

    /**
     * Reads the file of a study.
     *
     * @param folder the folder with the study files
     * @param name the name of the study
     * @throws IllegalArgumentException if there is no such study, or its file is invalid; the
     *     message says how to mend it
     */
    public static StudyFile read(Path folder, String name) {
        List<String> known = names(folder);
        if (!known.contains(name)) {
            throw new UnknownNameException("study", name, " in " + folder, known);
        }
        Path file = folder.resolve(name + ENDING);
        return new StudyFile(file, name, FORMAT.read(file));
    }

    private static List<String> names(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(file -> file.endsWith(ENDING))
                    .map(file -> file.substring(0, file.length() - ENDING.length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the folder of the studies " + folder + " cannot be read", e);
        }
    }

    /** Returns the error of a value that the schema allows. */
    IllegalArgumentException invalid(String problem, @Nullable Throwable cause) {
        return new IllegalArgumentException("The study file " + file + " " + problem, cause);
    }

    public List<String> targets() {
        return texts(root.path("targets"));
    }

    /** Returns the cross-predictors in order; empty for the default. */
    public List<StudyPredictor> predictors() {
        List<StudyPredictor> predictors =
                root.path("predictors")
                        .valueStream()
                        .map(
                                entry ->
                                        entry.isObject()
                                                ? predictor(entry)
                                                : new StudyPredictor(entry.asText(), null))
                        .toList();
        if (predictors.stream().distinct().count() < predictors.size()) {
            throw invalid(
                    "is invalid at 'predictors': one of them stands there twice. Remove it.", null);
        }
        return predictors;
    }

    private StudyPredictor predictor(JsonNode entry) {
        String model = entry.path("model").asText();
        if (entry.path("trained-on").asText().equals("target") && training().has("answers-of")) {
            throw invalid(
                    "is invalid at 'predictors': 'trained-on: target' contradicts 'training.answers-of', which says whose answers the rows are about. Leave out one of them.",
                    null);
        }
        return switch (entry.path("trained-on").asText("target")) {
            case "target" -> new StudyPredictor(model, null);
            case "itself" -> new StudyPredictor(model, model);
            default -> new StudyPredictor(model, entry.path("trained-on").asText());
        };
    }

    /** Returns what the study asks; empty if the file does not say it. */
    String question() {
        return root.path("question").asText("");
    }

    List<String> tasks() {
        return texts(root.path("tasks"));
    }

    /** Returns the names of the predicted properties. */
    public List<String> properties() {
        return texts(root.path("properties"));
    }

    public OptionalInt items() {
        return number("items");
    }

    public OptionalInt samples() {
        return number("samples");
    }

    public Optional<String> split() {
        return Optional.ofNullable(root.path("split").asText(null));
    }

    public long seed() {
        return root.path("seed").asLong(1);
    }

    public double confidence() {
        return root.path("confidence").asDouble(0.95);
    }

    /** Returns whether a measurement beside the predictions is on. */
    public boolean measures(String key, boolean byDefault) {
        return root.path(key).asBoolean(byDefault);
    }

    public boolean hasChainOfThought() {
        return root.path("chain-of-thought").asBoolean(false);
    }

    /** Returns the values of the rows: their own, or permuted ones. */
    public TrainingLabels labels() {
        return training().path("labels").asText().equals("permuted")
                ? TrainingLabels.PERMUTED
                : TrainingLabels.TRUE;
    }

    /** Returns the claims in order, at least one. */
    public List<StudyClaim> claims() {
        return root.path("claims")
                .valueStream()
                .map(claim -> claim(StudyClaim.Kind.ofKey(claim.path("claim").asText()), claim))
                .toList();
    }

    /**
     * Returns the margins of the claims, without repetitions. A study without such claims has the
     * default.
     */
    public List<Double> margins() {
        List<Double> margins =
                claims().stream()
                        .filter(claim -> claim.kind().isAboutAdvantage())
                        .map(StudyClaim::margin)
                        .distinct()
                        .toList();
        return margins.isEmpty() ? List.of(DEFAULT_MARGIN) : margins;
    }

    /**
     * Requires that all claims have one margin, because items are collected until one is decided.
     *
     * @param parameter the parameter that asks for it
     * @param margin the parameter that gives all claims one margin
     * @throws IllegalArgumentException if they have several
     */
    public void requireOneMargin(String parameter, String margin) {
        if (margins().size() > 1) {
            throw invalid(
                    String.format(
                            Locale.ROOT,
                            "has the margins %s at 'claims', but a run with -D%s=true collects items until one margin is decided. Give all claims one margin, set -D%s=%s, or leave out -D%s.",
                            margins().stream()
                                    .map(String::valueOf)
                                    .collect(Collectors.joining(" and ")),
                            parameter,
                            margin,
                            margins().get(0),
                            parameter),
                    null);
        }
    }

    private StudyClaim claim(StudyClaim.Kind kind, JsonNode claim) {
        String measurement = claim.path("measurement").asText(null);
        boolean isMeasured = kind == StudyClaim.Kind.MEASUREMENT_HOLDS;
        if (isMeasured != (measurement != null)) {
            throw invalid(
                    "is invalid at 'claims': 'measurement-holds' and 'measurement' belong together. Give both or neither.",
                    null);
        }
        if (isMeasured && measurements().stream().noneMatch(it -> it.name().equals(measurement))) {
            throw invalid(
                    "is invalid at 'claims': the measurement '"
                            + measurement
                            + "' is not among 'measurements'. Add it there.",
                    null);
        }
        return new StudyClaim(
                kind, claim.path("margin").asDouble(isMeasured ? 0 : DEFAULT_MARGIN), measurement);
    }

    /** Returns what models are asked beside the predictions, in order. */
    public List<StudyMeasurement> measurements() {
        return StudyMeasurements.read(this, root.path("measurements"));
    }

    /**
     * Returns the largest numbers of rows of a task and a property: one, or the points of a curve,
     * in ascending order.
     */
    public List<Integer> rows() {
        JsonNode rows = training().path("rows");
        return rows.isArray()
                ? rows.valueStream().map(JsonNode::asInt).sorted().toList()
                : List.of(rows.asInt(Integer.MAX_VALUE));
    }

    JsonNode training() {
        return root.path("training");
    }

    /** Returns whether predictors are finetuned: a study that says how needs models that can be. */
    FinetuningUse finetuning() {
        if (training().isMissingNode()) {
            return FinetuningUse.IF_POSSIBLE;
        }
        return training().isObject() ? FinetuningUse.REQUIRED : FinetuningUse.NEVER;
    }

    boolean isFinetuned() {
        return finetuning() != FinetuningUse.NEVER;
    }

    RowContent rowContent() {
        return EnumKeys.constant(
                RowContent.class, training().path("content").asText(RowContent.HYPOTHETICAL.key()));
    }

    /**
     * Returns which items make rows.
     *
     * @param models the models of the study
     */
    RowFilter rowFilter(List<String> models) {
        try {
            return new RowFilter(
                    training().path("min-first-token-probability").asDouble(0),
                    training().path("max-first-token-probability").asDouble(1),
                    training().path("only-divergent").asBoolean(false) ? models : List.of());
        } catch (IllegalArgumentException e) {
            throw invalid("is invalid at 'training': " + e.getMessage(), e);
        }
    }

    private OptionalInt number(String key) {
        JsonNode value = root.path(key);
        return value.isMissingNode() ? OptionalInt.empty() : OptionalInt.of(value.asInt());
    }

    static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asText).toList();
    }
}
