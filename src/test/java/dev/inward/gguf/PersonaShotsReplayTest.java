package dev.inward.gguf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.inward.knowntruth.CapturedConsole;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.platform.testkit.engine.EngineTestKit;

/**
 * Replays the study of a real language model from its recorded answers. The weights are not needed.
 * The figures are those of the page about study files.
 */
@Isolated("The study inside prints to the console.")
@Tag("slow")
class PersonaShotsReplayTest {

    private static final Path EVALS = Path.of("evals", "gguf");

    @TempDir Path folder;
    @RegisterExtension final CapturedConsole console = new CapturedConsole();

    @Test
    void recorded_answers_give_the_documented_figures() throws IOException {
        EngineTestKit.engine("junit-jupiter")
                .configurationParameters(
                        Map.of(
                                "inward.evals", EVALS.toString(),
                                "inward.mode", "replay",
                                "inward.home", folder.resolve("home").toString(),
                                "inward.reports", folder.resolve("reports").toString()))
                .selectors(selectClass("dev.inward.evals.PersonaShotsStudy"))
                .execute();

        JsonNode verdict =
                new ObjectMapper()
                        .readTree(folder.resolve("reports/verdicts.json").toFile())
                        .at("/verdicts/0");
        assertThat(verdict.path("verdict").asText()).isEqualTo("INCONCLUSIVE");
        assertThat(verdict.at("/counts/items").asInt()).isEqualTo(48);
        assertThat(verdict.at("/counts/prompts").asInt()).isEqualTo(36);
        assertThat(estimate(verdict, "self")).isEqualTo(33 / 48.0, within(1e-9));
        assertThat(estimate(verdict, "cross")).isEqualTo(32 / 48.0, within(1e-9));
        assertThat(estimate(verdict, "modeBaseline")).isEqualTo(3 / 48.0, within(1e-9));
        assertThat(estimate(verdict, "untrainedSelf")).isEqualTo(42 / 48.0, within(1e-9));
        assertThat(estimate(verdict, "untrainedCross")).isEqualTo(43 / 48.0, within(1e-9));
    }

    private static double estimate(JsonNode verdict, String figure) {
        return verdict.at("/strict/" + figure + "/estimate").asDouble();
    }
}
