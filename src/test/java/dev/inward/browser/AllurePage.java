package dev.inward.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inward.machine.MachineRequirement;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Makes the page of a run with Allure's command line, as {@code mvn -Preport} does. */
public final class AllurePage {

    private static final MachineRequirement ALLURE =
            new MachineRequirement(
                    "Allure's command line",
                    "Run mvn pre-integration-test, or set the system property allure.home.");

    private AllurePage() {}

    /**
     * Makes the page.
     *
     * @param results the folder of the results
     * @param output the folder to write to
     * @return the page, which is one file
     */
    public static Path make(Path results, Path output) throws IOException, InterruptedException {
        Path home =
                ALLURE.require(
                        Optional.ofNullable(System.getProperty("allure.home"))
                                .map(Path::of)
                                .filter(folder -> Files.isDirectory(folder.resolve("lib"))));
        var builder =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Dfile.encoding=UTF-8",
                        "-cp",
                        home.resolve("lib/*") + File.pathSeparator + home.resolve("lib/config"),
                        "io.qameta.allure.CommandLine",
                        "generate",
                        "--single-file",
                        "--clean",
                        "--output",
                        output.toString(),
                        results.toString());
        builder.environment().put("ALLURE_NO_ANALYTICS", "true");
        builder.environment().put("APP_HOME", home.toString());
        Process allure = builder.redirectErrorStream(true).start();
        String printed = new String(allure.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(allure.waitFor()).as(printed).isZero();
        return output.resolve("index.html");
    }
}
