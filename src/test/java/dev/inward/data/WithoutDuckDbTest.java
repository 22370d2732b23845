package dev.inward.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads a Parquet file in a second JVM that has no DuckDB on its class path. */
class WithoutDuckDbTest {

    @TempDir Path folder;

    /** The second JVM prints the error. */
    public static void main(String[] arguments) {
        Path file = Path.of(arguments[0]);
        try {
            DataFormat.of(file).read(file, Columns.ALL, row -> {});
        } catch (InvalidDataException e) {
            System.out.println(e.getMessage());
        }
    }

    @Tag("slow")
    @Test
    void the_error_has_the_lines_for_the_pom() throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("a.parquet"), "");
        Path out = folder.resolve("out.txt");
        String classPath =
                Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                        .filter(entry -> !entry.contains("duckdb"))
                        .collect(Collectors.joining(File.pathSeparator));
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                classPath,
                                WithoutDuckDbTest.class.getName(),
                                file.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(out.toFile())
                        .start();

        assertThat(process.waitFor()).as(Files.readString(out)).isZero();
        assertThat(out)
                .content()
                .contains("a.parquet is read with DuckDB, which is not on the class path")
                .contains("<groupId>org.duckdb</groupId><artifactId>duckdb_jdbc</artifactId>")
                .contains("<version>2.0.0.1</version>");
    }
}
