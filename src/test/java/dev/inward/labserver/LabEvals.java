package dev.inward.labserver;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.inward.knowntruth.PartsOfRuns;
import dev.inward.verdict.Evidence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/**
 * Runs evals on the lab's models, in this JVM and on a server.
 *
 * @param folder the folder of evals, reports and stores
 */
record LabEvals(Path folder) {

    /** The evals of this project. */
    static final Path LOCAL = Path.of("evals").toAbsolutePath();

    /**
     * Writes the tasks of this project, and a models file with the models of a server.
     *
     * @param finetuning the value of {@code finetuning} of each model
     */
    Path write(LabServer lab, String finetuning) throws IOException {
        Path evals = folder.resolve("evals");
        Path tasks = Files.createDirectories(evals.resolve("tasks"));
        try (var files = Files.newDirectoryStream(LOCAL.resolve("tasks"))) {
            for (Path file : files) {
                Files.copy(file, tasks.resolve(file.getFileName()));
            }
        }
        var models = new StringBuilder("default-targets: [atlas, borealis]\nmodels:\n");
        for (String name : new String[] {"atlas", "borealis"}) {
            models.append(
                    "  %s: {provider: openai, id: %s, base-url: \"%s\", concurrency: 64, about-others: false, finetuning: %s, rehearsal: training-items}%n"
                            .formatted(name, name, lab.baseUrl(), finetuning));
        }
        Files.writeString(evals.resolve("models.yaml"), models);
        return evals;
    }

    /**
     * Runs methods of an eval class.
     *
     * @param run the name of the run
     */
    Events run(String run, Path evals, Path home, Class<?> type, String... methods) {
        PartsOfRuns.remove(folder.resolve(run));
        return EngineTestKit.engine("junit-jupiter")
                .enableImplicitConfigurationParameters(false)
                .selectors(
                        Stream.of(methods)
                                .map(method -> selectMethod(type, method, Evidence.class.getName()))
                                .toArray(DiscoverySelector[]::new))
                .configurationParameters(
                        Map.of(
                                "inward.evals", evals.toString(),
                                "inward.reports", folder.resolve(run).toString(),
                                "inward.store", folder.resolve(run + ".db").toString(),
                                "inward.home", home.toString()))
                .execute()
                .testEvents();
    }

    /** Reads the verdicts of a run without the model ids, which only a server states. */
    JsonNode verdicts(String run) throws IOException {
        JsonNode verdicts =
                new ObjectMapper().readTree(folder.resolve(run).resolve("verdicts.json").toFile());
        for (JsonNode verdict : verdicts.path("verdicts")) {
            ((ObjectNode) verdict)
                    .remove(List.of("targetModel", "predictorModel", "finetunedModels"));
        }
        return verdicts;
    }
}
