package dev.inward.junit;

import static dev.inward.InwardAssertions.assertThat;
import static dev.inward.Margin.percentagePoints;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.inward.IntrospectionEval;
import dev.inward.knowntruth.KnownTruthEvals;
import dev.inward.knowntruth.KnownTruthServer;
import dev.inward.knowntruth.PartsOfRuns;
import dev.inward.property.BehavioralProperties;
import dev.inward.verdict.Evidence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/**
 * A folder of evals about {@code begins_with_vowel}, a property that judge models of a local server
 * compute. The judges say the truth, so the right values are known.
 *
 * @param folder the folder of the evals and of all that runs write
 * @param parameters the configuration parameters of the next run
 */
record JudgedEvals(Path folder, Map<String, String> parameters) {

    static final String TRUE_FALSE = "values: [\"true\", \"false\"]";

    static class BeginsWithVowel {
        @IntrospectionEval(value = "begins_with_vowel", targets = "oracle", predictors = "stranger")
        void self_prediction_beats_cross_prediction(Evidence evidence) {
            assertThat(evidence)
                    .selfPredictionBeatsCrossPrediction()
                    .byAtLeast(percentagePoints(5));
        }
    }

    /** The same property, computed by a function. */
    static class StartsWithVowel {
        @IntrospectionEval(value = "starts_with_vowel", targets = "oracle", predictors = "stranger")
        void self_prediction_beats_cross_prediction(Evidence evidence) {
            assertThat(evidence)
                    .selfPredictionBeatsCrossPrediction()
                    .byAtLeast(percentagePoints(5));
        }
    }

    /** Writes the folder, with the judge {@code judge}. */
    static JudgedEvals write(Path folder, KnownTruthServer server, String... models)
            throws IOException {
        Path evals = KnownTruthEvals.writeFew(folder.resolve("evals"), models);
        var written = new JudgedEvals(folder, new HashMap<>());
        written.list("begins_with_vowel");
        written.define(TRUE_FALSE);
        server.answerEach(JudgedEvals::truth);
        written.parameters.put("inward.evals", evals.toString());
        written.parameters.put("inward.reports", folder.resolve("reports").toString());
        written.parameters.put("inward.home", folder.resolve("home").toString());
        written.parameters.put("inward.classifiers", "false");
        written.parameters.put("inward.judges", "judge");
        return written;
    }

    /** Writes the folder with the models that most tests need. */
    static JudgedEvals write(Path folder, KnownTruthServer server) throws IOException {
        return write(
                folder,
                server,
                server.entry("oracle", ""),
                server.entry("stranger", ""),
                server.entry("judge", ", temperature: 0.5"),
                server.entry("second", ""),
                server.entry("third", ""));
    }

    /** Sets the properties that the task lists. */
    void list(String properties) throws IOException {
        replace("tasks/numbers.yaml", "properties: .*", "properties: [" + properties + "]");
    }

    /** Replaces all matches of a regular expression in a file of the evals. */
    void replace(String file, String expression, String replacement) throws IOException {
        Path path = folder.resolve("evals").resolve(file);
        Files.writeString(path, Files.readString(path).replaceAll(expression, replacement));
    }

    /** Defines the property; {@code rest} is YAML below {@code judge}, after the prompt. */
    void define(String rest) throws IOException {
        Files.writeString(
                folder.resolve("evals/properties.yaml"),
                """
                begins_with_vowel:
                  question: "%s"
                  judge:
                    prompt: "Does this text begin with a vowel? <text>{answer}</text>"
                    %s
                """
                        .formatted(
                                BehavioralProperties.named("starts_with_vowel").question(), rest));
    }

    /** Answers as the model of known truth, or as a judge that says the truth. */
    static MockResponse truth(RecordedRequest request) {
        String answer = judgedAnswer(request);
        return answer.isEmpty()
                ? KnownTruthServer.truth(request)
                : KnownTruthServer.saying(beginsWithVowel(answer));
    }

    /** Returns the answer that a judge is asked about; empty if the request is for no judge. */
    static String judgedAnswer(RecordedRequest request) {
        String prompt = KnownTruthServer.prompt(request);
        int start = prompt.indexOf("<text>");
        return start < 0 ? "" : prompt.substring(start + 6, prompt.indexOf("</text>"));
    }

    static boolean isFor(RecordedRequest request, String model) {
        return KnownTruthServer.requested(request).equals(model);
    }

    static String beginsWithVowel(String answer) {
        boolean isVowel = "aeiou".contains(answer.substring(0, 1).toLowerCase(Locale.ROOT));
        return String.valueOf(isVowel);
    }

    /** Returns the first verdict of the last run. */
    JsonNode verdict() throws IOException {
        return new ObjectMapper()
                .readTree(folder.resolve("reports/verdicts.json").toFile())
                .at("/verdicts/0");
    }

    Events events(Class<?> eval) {
        return run(eval).allEvents();
    }

    EngineExecutionResults run(Class<?> eval) {
        PartsOfRuns.remove(folder.resolve("reports"));
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(eval))
                .configurationParameters(parameters)
                .execute();
    }
}
