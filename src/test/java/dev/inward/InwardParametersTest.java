package dev.inward;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Compares the names of configuration parameters with the documentation. */
@Execution(ExecutionMode.CONCURRENT)
class InwardParametersTest {

    private static final Path PAGE = Path.of("src", "site", "markdown", "parameters.md");
    private static final List<Path> DOCUMENTATION =
            List.of(
                    Path.of("README.md"),
                    Path.of("CONTRIBUTING.md"),
                    Path.of("evals", "lab", "README.md"),
                    Path.of("src", "site", "markdown"),
                    Path.of("src", "it"),
                    Path.of(".github"));
    private static final Set<String> OTHER_CONSTANTS =
            Set.of("PREFIX", "MODELS_PREFIX", "HOME_VARIABLE");

    /** Names have only lower case letters, so this skips placeholders such as -Dinward.NAME. */
    private static final Pattern OPTION = Pattern.compile("-D(inward\\.[a-z](?:[a-z.-]*[a-z])?)");

    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(inward\\.[^`]+)` \\|");

    @Test
    void names_has_every_constant_once() throws IllegalAccessException {
        var constants = new ArrayList<Object>();
        for (Field field : InwardParameters.class.getFields()) {
            if (!OTHER_CONSTANTS.contains(field.getName())) {
                constants.add(field.get(null));
            }
        }

        assertThat(InwardParameters.names())
                .doesNotHaveDuplicates()
                .allMatch(name -> name.startsWith(InwardParameters.PREFIX))
                .containsExactlyInAnyOrderElementsOf(
                        constants.stream().map(String::valueOf).toList());
    }

    @Test
    void the_page_of_parameters_has_one_row_for_each_name() throws IOException {
        assertThat(matches(ROW, Files.readString(PAGE)))
                .containsExactlyElementsOf(InwardParameters.names());
    }

    @Test
    void every_option_in_the_documentation_exists() {
        List<String> options =
                DOCUMENTATION.stream()
                        .flatMap(InwardParametersTest::files)
                        .flatMap(file -> matches(OPTION, read(file)).stream())
                        .toList();

        assertThat(options).isNotEmpty();
        assertThat(options)
                .allMatch(
                        option ->
                                InwardParameters.names().contains(option)
                                        || (option + ".")
                                                .startsWith(InwardParameters.MODELS_PREFIX));
    }

    @Test
    void main_code_uses_the_constants_and_repeats_no_name() {
        var literal =
                Pattern.compile(
                        "\"[^\"\\n]*(?<![.a-z])(inward\\.(?:models\\.|[a-z][a-z.-]*))[^\"\\n]*\"");
        assertThat(files(Path.of("src", "main", "java")))
                .filteredOn(file -> !file.endsWith("InwardParameters.java"))
                .allSatisfy(
                        file -> assertThat(matches(literal, read(file))).as("%s", file).isEmpty());
    }

    private static List<String> matches(Pattern pattern, String text) {
        return pattern.matcher(text).results().map((MatchResult match) -> match.group(1)).toList();
    }

    private static Stream<Path> files(Path root) {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            // Some files under src/it are not text; every byte is a character of ISO 8859-1.
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }
}
