package dev.inward;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import dev.inward.architecture.MainClasses;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares the table of packages in architecture.md with the packages that exist. */
@Execution(ExecutionMode.CONCURRENT)
class ArchitecturePageTest {

    private static final String ROOT = "dev.inward";
    private static final Path PAGE = Path.of("src", "site", "markdown", "architecture.md");
    private static final Path SOURCES = Path.of("src", "main", "java");

    /** A package, what lives there, and which packages it may use, separated by commas. */
    private static final Pattern ROW =
            Pattern.compile("^\\| `(dev\\.inward[a-z0-9.]*)` \\| [^|]+ \\| ([^|]+) \\|$");

    private static final Pattern CLASS_NAME = Pattern.compile("`([A-Z][a-z0-9]+[A-Za-z0-9]*)`");

    private static Map<String, Set<String>> allowed = Map.of();

    @BeforeAll
    static void readTheTable() throws Exception {
        allowed =
                Files.readAllLines(PAGE).stream()
                        .flatMap(line -> ROW.matcher(line).results())
                        .collect(
                                Collectors.toMap(
                                        row -> row.group(1), ArchitecturePageTest::mayUse));
    }

    private static Set<String> mayUse(MatchResult row) {
        return Arrays.stream(row.group(2).split(", ", -1))
                .filter(name -> !name.equals("–"))
                .map(name -> ROOT + "." + name)
                .collect(Collectors.toSet());
    }

    @Test
    void the_table_lists_the_packages_that_exist() throws Exception {
        Set<String> existing;
        try (Stream<Path> files = Files.walk(SOURCES)) {
            existing =
                    files.filter(file -> file.endsWith("package-info.java"))
                            .map(file -> SOURCES.relativize(file.resolveSibling("")))
                            .map(folder -> folder.toString().replaceAll("[/\\\\]", "."))
                            .collect(Collectors.toSet());
        }

        assertThat(existing).hasSizeGreaterThan(20);
        assertThat(allowed.keySet()).containsExactlyInAnyOrderElementsOf(existing);
    }

    @Test
    void a_package_uses_no_package_that_the_table_does_not_list() {
        Map<String, Set<String>> used = new TreeMap<>();
        for (JavaClass type : MainClasses.ALL) {
            Set<String> packages =
                    used.computeIfAbsent(type.getPackageName(), name -> new TreeSet<>());
            type.getDirectDependenciesFromSelf().stream()
                    .map(dependency -> dependency.getTargetClass().getBaseComponentType())
                    .map(JavaClass::getPackageName)
                    .filter(name -> name.startsWith(ROOT + "."))
                    .filter(name -> !name.equals(type.getPackageName()))
                    .forEach(packages::add);
        }

        used.forEach(
                (name, packages) ->
                        assertThat(allowed.getOrDefault(name, Set.of()))
                                .as(name)
                                .containsAll(packages));
    }

    /** Both pages name classes; one that was renamed must not stay on them. */
    @ParameterizedTest
    @ValueSource(strings = {"src/site/markdown/architecture.md", "CONTRIBUTING.md"})
    void every_class_that_a_page_names_exists(Path page) throws Exception {
        Set<String> existing = new TreeSet<>();
        for (Path sources : List.of(SOURCES, Path.of("src", "test", "java"))) {
            try (Stream<Path> files = Files.walk(sources)) {
                files.map(file -> file.getFileName().toString())
                        .filter(file -> file.endsWith(".java"))
                        .map(file -> file.substring(0, file.length() - ".java".length()))
                        .forEach(existing::add);
            }
        }
        existing.addAll(List.of("CompletableFuture", "Optional", "ServiceLoader"));

        assertThat(CLASS_NAME.matcher(Files.readString(PAGE)).results().map(name -> name.group(1)))
                .hasSizeGreaterThan(10)
                .isSubsetOf(existing);
    }
}
