package dev.inward.hostile;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.inward.IntrospectionEval;
import dev.inward.InwardAssertions;
import dev.inward.Margin;
import dev.inward.property.AnswerFormat;
import dev.inward.property.BehavioralProperty;
import dev.inward.verdict.Evidence;
import io.qameta.allure.Allure;
import io.qameta.allure.AllureLifecycle;
import io.qameta.allure.FileSystemResultsWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/**
 * A program that runs real evals, once for each hostile text of a part. The text comes in as the
 * answer of target and predictor, id of a served model, error body, error header, exception of a
 * provider, name and id of a model, name of a variable, prompt, key of a task file, and folder.
 */
final class HostileRun {

    /** YAML reads this JSON too. */
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private static final String TARGET = "answers";
    private static final List<String> PREDICTORS =
            List.of("talks", "refused", "denied", "moved", "html", "throwing");

    private HostileRun() {}

    /** The evals. */
    static class Evals {

        /** Its values are the answers. */
        static final BehavioralProperty SAID =
                BehavioralProperty.named("said")
                        .askedAs("What would your answer say?")
                        .answeredWith(AnswerFormat.SINGLE_WORD)
                        .computedFromResponse(Optional::of);

        @IntrospectionEval("said")
        void claim(Evidence evidence) {
            InwardAssertions.assertThat(evidence)
                    .selfPredictionBeatsCrossPrediction()
                    .byAtLeast(Margin.percentagePoints(5));
        }
    }

    /**
     * Runs a part of the texts. The arguments: the folder that everything is written to, the number
     * of this part from 0 on, the number of parts.
     */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        Allure.setLifecycle(
                new AllureLifecycle(new FileSystemResultsWriter(folder.resolve("allure-results"))));
        List<SampleText> texts = SampleText.hostile();
        int part = Integer.parseInt(arguments[1]);
        int parts = Integer.parseInt(arguments[2]);
        try (var server = new HostileServer()) {
            for (int i = part; i < texts.size(); i += parts) {
                server.say(texts.get(i).text());
                String text = inFile(texts.get(i).text());
                Path run = Files.createDirectories(folderOf(folder.resolve("run-" + i), text));
                writeModels(run.resolve("evals"), text, server);
                writeTask(run.resolve("evals/tasks"), "a", text, "");
                execute(run.resolve("evals"), run, TARGET, text);
                execute(run.resolve("evals"), run.resolve("third"), "unopened", text);
                writeTask(run.resolve("broken/tasks"), "a", text, text);
                Files.copy(run.resolve("evals/models.yaml"), run.resolve("broken/models.yaml"));
                execute(run.resolve("broken"), run.resolve("second"), TARGET, text);
            }
        }
    }

    /** Half a character is an error in a task file or a models file. */
    private static String inFile(String text) {
        return text.replaceAll("\\p{Cs}", "\ufffd");
    }

    /** Returns a folder with the text in its name, if the file system has such names. */
    private static Path folderOf(Path parent, String text) throws IOException {
        String name = text.replace('/', '-').substring(0, Math.min(text.length(), 40));
        try {
            Path folder = parent.resolve("in " + name + " it");
            Files.createDirectories(folder);
            return folder;
        } catch (InvalidPathException | IOException e) {
            return parent.resolve("plain");
        }
    }

    /** Commas separate the names of a parameter, so no name has one. */
    private static String name(String kind, String text) {
        return "x" + text.replace(',', ';') + " " + kind;
    }

    private static void writeModels(Path evals, String text, HostileServer server)
            throws IOException {
        ObjectNode file = JSON.createObjectNode();
        for (String kind : List.of(TARGET, "talks", "refused", "denied", "moved", "html")) {
            file.withObject("/models")
                    .putObject(name(kind, text))
                    .put("provider", "openai")
                    .put("id", "id " + text)
                    .put("base-url", server.url(kind));
        }
        file.withObject("/models")
                .putObject(name("throwing", text))
                .put("provider", "throwing")
                .put("says", "thrown: " + text);
        file.withObject("/models")
                .putObject(name("unopened", text))
                .put("provider", "throwing")
                .put("unopened", "yes")
                .put("says", text);
        Files.createDirectories(evals);
        write(evals.resolve("models.yaml"), file);
    }

    private static void writeTask(Path tasks, String name, String text, String unknownKey)
            throws IOException {
        ObjectNode file = JSON.createObjectNode();
        file.put("name", name).put("origin", "x" + text);
        file.putObject("prompts")
                .put("object-level", "Which animal goes with {first}, {second}?")
                .put("hypothetical", "Suppose you were asked: {prompt} {question}")
                .put("control", "Suppose you were asked: {prompt} You said {answer}. {question}");
        file.putArray("properties").add("first_word");
        ArrayNode words = file.putObject("ordered-pairs").putArray("of");
        words.add("x" + text);
        for (int i = 0; i < 6; i++) {
            words.add("word " + i);
        }
        if (!unknownKey.isEmpty()) {
            file.put(unknownKey, 1);
        }
        Files.createDirectories(tasks);
        write(tasks.resolve("task.yaml"), file);
    }

    /** YAML has no delete character, so it stands in a file as its escape. */
    private static void write(Path file, ObjectNode content) throws IOException {
        Files.writeString(file, JSON.writeValueAsString(content).replace("\u007f", "\\u007f"));
    }

    /** Runs the evals and prints each failure with its stack trace, as Surefire does. */
    private static void execute(Path evals, Path output, String target, String text) {
        var summary = new SummaryGeneratingListener();
        try (var session = LauncherFactory.openSession()) {
            session.getLauncher()
                    .execute(
                            LauncherDiscoveryRequestBuilder.request()
                                    .selectors(DiscoverySelectors.selectClass(Evals.class))
                                    .configurationParameters(
                                            Map.of(
                                                    "inward.evals", evals.toString(),
                                                    "inward.reports",
                                                            output.resolve("reports").toString(),
                                                    "inward.home",
                                                            output.resolve("home").toString(),
                                                    "inward.target", name(target, text),
                                                    "inward.predictors",
                                                            PREDICTORS.stream()
                                                                    .map(kind -> name(kind, text))
                                                                    .collect(
                                                                            Collectors.joining(
                                                                                    ",")),
                                                    "inward.mode", "record",
                                                    "inward.framing", "false",
                                                    "inward.classifiers", "false"))
                                    .build(),
                            summary);
        } catch (RuntimeException e) {
            e.printStackTrace(System.out);
        }
        summary.getSummary()
                .printFailuresTo(new PrintWriter(System.out, true, StandardCharsets.UTF_8), 200);
    }
}
