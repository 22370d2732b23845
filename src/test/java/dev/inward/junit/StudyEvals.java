package dev.inward.junit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.inward.knowntruth.PartsOfRuns;
import dev.inward.knowntruth.ThrownByEval;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.platform.testkit.engine.EngineTestKit;

/**
 * A folder of evals with one study file, and runs of its eval in this JVM.
 *
 * @param folder the folder of the evals and of all that runs write
 * @param parameters the configuration parameters of the next run
 */
record StudyEvals(Path folder, Map<String, String> parameters) {

    /** Writes the study file beside models and tasks that are there. */
    static StudyEvals write(Path folder, String study, String yaml) throws IOException {
        Path evals = folder.resolve("evals");
        Files.createDirectories(evals.resolve("studies"));
        Files.writeString(evals.resolve("studies").resolve(study + ".yaml"), yaml);
        var written = new StudyEvals(folder, new HashMap<>());
        written.parameters.put("inward.evals", evals.toString());
        written.parameters.put("inward.reports", folder.resolve("reports").toString());
        written.parameters.put("inward.home", folder.resolve("home").toString());
        return written;
    }

    /** Runs an eval, and returns what it throws. */
    List<Throwable> run(Class<?> eval) {
        PartsOfRuns.remove(folder.resolve("reports"));
        return ThrownByEval.all(
                EngineTestKit.engine("junit-jupiter")
                        .configurationParameters(parameters)
                        .selectors(selectClass(eval))
                        .execute()
                        .allEvents());
    }
}
