package dev.inward.report.allure;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.inward.file.AtomicFile;
import dev.inward.file.InwardVersion;
import dev.inward.report.json.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The files beside the results of Allure that say what failures mean, what was run, and which CI
 * job ran it.
 *
 * @param results the folder of Allure's results
 */
public record AllureRunFiles(Path results) {

    /**
     * A group of results on Allure's page. Names and components are keys of Allure.
     *
     * @param name the heading
     * @param matchedStatuses the statuses of results
     * @param messageRegex a pattern that the whole message matches
     */
    record Category(String name, List<String> matchedStatuses, String messageRegex) {}

    private static final String ANY = "(?s).*";

    /** A result belongs to each category that it matches, so the patterns exclude each other. */
    private static final List<Category> CATEGORIES =
            List.of(
                    new Category(
                            "Claim failed",
                            List.of("failed"),
                            ANY + "but the verdict is FAIL" + ANY),
                    new Category(
                            "Open claim",
                            List.of("failed", "skipped", "broken"),
                            ANY + "but the verdict is INCONCLUSIVE" + ANY),
                    new Category(
                            "Provider trouble",
                            List.of("broken"),
                            ANY + "(model '|server|HTTP|answers? .*missing)" + ANY),
                    new Category(
                            "Broken set-up",
                            List.of("broken"),
                            "(?s)(?!.*(model '|server|HTTP|answers? .*missing|but the verdict is )).*"),
                    new Category(
                            "Test failed", List.of("failed"), "(?s)(?!.*but the verdict is ).*"));

    /**
     * Writes all files.
     *
     * @param settings what the run was configured with, by name
     * @param environment the environment variables, which tell of a CI job
     */
    public void write(SortedMap<String, String> settings, Map<String, String> environment) {
        try {
            Files.createDirectories(results);
            AtomicFile.write(results.resolve("categories.json"), JsonWriter.of(CATEGORIES));
            AtomicFile.write(
                    results.resolve("environment.properties"), properties(withVersions(settings)));
            Optional<ObjectNode> executor = CiJob.of(environment);
            if (executor.isPresent()) {
                AtomicFile.write(results.resolve("executor.json"), JsonWriter.of(executor.get()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    String.format(
                            Locale.ROOT,
                            "cannot write Allure's files to %s; name a writable folder with -Dallure.results.directory=",
                            results.toAbsolutePath()),
                    e);
        }
    }

    private static SortedMap<String, String> withVersions(SortedMap<String, String> settings) {
        var all = new TreeMap<>(settings);
        all.put("Inward", InwardVersion.get());
        all.put("Java", System.getProperty("java.version"));
        return all;
    }

    /** Escapes what the format needs, and leaves out the comment with the time. */
    private static String properties(SortedMap<String, String> values) throws IOException {
        var lines = new StringBuilder();
        for (Map.Entry<String, String> entry : values.entrySet()) {
            var one = new Properties();
            one.setProperty(AllureText.value(entry.getKey()), AllureText.value(entry.getValue()));
            var text = new StringWriter();
            one.store(text, null);
            text.toString()
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .forEach(line -> lines.append(line).append('\n'));
        }
        return lines.toString();
    }
}
