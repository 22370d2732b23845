package dev.inward.report.chart;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.condition.OS.LINUX;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.io.TempDir;

/** A machine without fonts, as slim containers are: a JVM whose fontconfig finds none. */
class WithoutFontsTest {

    @TempDir Path folder;

    /** The program of the other JVM. */
    static final class Program {
        public static void main(String[] args) {
            System.out.println("present: " + ChartSupport.isPresent() + ChartSupport.isPresent());
            System.out.println("headless: " + java.awt.GraphicsEnvironment.isHeadless());
        }
    }

    @Test
    @EnabledOnOs(LINUX)
    void there_is_no_chart_and_one_note_says_what_to_install() throws Exception {
        Path empty = Files.createDirectory(folder.resolve("fonts"));
        Path config =
                Files.writeString(
                        folder.resolve("fonts.conf"),
                        "<?xml version=\"1.0\"?><fontconfig><dir>" + empty + "</dir></fontconfig>");

        String output = run(config);

        assertThat(output).contains("present: falsefalse", "headless: true");
        assertThat(output.split("no charts are drawn", -1)).hasSize(2);
        assertThat(output).contains("apt-get install fontconfig fonts-dejavu-core");
    }

    @Test
    @EnabledOnOs(LINUX)
    void with_fonts_charts_are_drawn_without_a_display() throws Exception {
        assertThat(run(null)).contains("present: truetrue", "headless: true");
    }

    private String run(@Nullable Path fontconfig) throws Exception {
        Path output = folder.resolve("output");
        var builder =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                // Java keeps what it found in the home of the user.
                                "-Duser.home=" + folder,
                                "-cp",
                                System.getProperty("java.class.path"),
                                Program.class.getName())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile());
        // A display that does not exist: a JVM that opens it fails.
        builder.environment().put("DISPLAY", ":77");
        if (fontconfig != null) {
            builder.environment().put("FONTCONFIG_FILE", fontconfig.toString());
        }
        Process process = builder.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return Files.readString(output, UTF_8);
    }
}
