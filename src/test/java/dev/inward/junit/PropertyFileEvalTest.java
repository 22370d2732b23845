package dev.inward.junit;

import static dev.inward.InwardAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.inward.knowntruth.CapturedConsole;
import dev.inward.knowntruth.KnownTruthEvals;
import dev.inward.knowntruth.PartsOfRuns;
import dev.inward.knowntruth.ThrownByEval;
import dev.inward.property.BehavioralProperties;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** Evals of a property that {@code properties.yaml} defines. */
@Isolated("The evals inside print to the console.")
class PropertyFileEvalTest {

    @TempDir Path folder;
    @RegisterExtension final CapturedConsole console = new CapturedConsole();

    @BeforeEach
    void write_evals_that_list_the_property() throws IOException {
        Path evals =
                KnownTruthEvals.writeFew(
                        folder.resolve("evals"),
                        KnownTruthEvals.knowing("oracle", "itself"),
                        KnownTruthEvals.saying("stranger", "true"));
        Path task = evals.resolve("tasks/numbers.yaml");
        Files.writeString(
                task,
                Files.readString(task)
                        .replaceAll("properties: .*", "properties: [begins_with_vowel]"));
    }

    /** The expression says the same as the property that ships, so all figures are the same. */
    @Test
    void a_rule_gives_the_figures_of_the_same_property_in_java() throws IOException {
        define("matches: \"(?i)^[aeiou]\"");

        assertThat(ThrownByEval.all(run(JudgedEvals.BeginsWithVowel.class))).isEmpty();
        JsonNode defined = verdict();
        assertThat(ThrownByEval.all(run(JudgedEvals.StartsWithVowel.class))).isEmpty();

        assertThat(defined.path("property").asText()).isEqualTo("begins_with_vowel");
        assertThat(defined.path("verdict").asText()).isEqualTo("PASS");
        assertThat(defined.at("/counts/items").asInt()).isGreaterThan(30);
        assertThat(defined.path("strict")).isEqualTo(verdict().path("strict"));
    }

    @Test
    void an_eval_of_a_property_that_is_not_defined_names_the_nearest() throws IOException {
        define("matches: x");
        Files.writeString(
                folder.resolve("evals/properties.yaml"),
                Files.readString(folder.resolve("evals/properties.yaml"))
                        .replace("begins_with", "begin_with"));
        Path task = folder.resolve("evals/tasks/numbers.yaml");
        Files.writeString(task, Files.readString(task).replace("begins_with", "begin_with"));

        Events events = run(JudgedEvals.BeginsWithVowel.class);

        assertThat(ThrownByEval.in(events))
                .hasMessageContaining("Did you mean 'begin_with_vowel'?");
    }

    private void define(String rule) throws IOException {
        Files.writeString(
                folder.resolve("evals/properties.yaml"),
                "begins_with_vowel:\n  question: \""
                        + BehavioralProperties.named("starts_with_vowel").question()
                        + "\"\n  "
                        + rule
                        + "\n");
    }

    private JsonNode verdict() throws IOException {
        return new ObjectMapper()
                .readTree(folder.resolve("reports/verdicts.json").toFile())
                .at("/verdicts/0");
    }

    private Events run(Class<?> eval) {
        PartsOfRuns.remove(folder.resolve("reports"));
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(eval))
                .configurationParameter("inward.evals", folder.resolve("evals").toString())
                .configurationParameter("inward.reports", folder.resolve("reports").toString())
                .configurationParameter("inward.home", folder.resolve("home").toString())
                .configurationParameter("inward.classifiers", "false")
                .configurationParameter("inward.framing", "false")
                .execute()
                .allEvents();
    }
}
