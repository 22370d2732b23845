package dev.inward.documentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.inward.data.hub.HuggingFaceHub;
import dev.inward.data.hub.LocalHub;
import dev.inward.model.registry.ModelRegistry;
import dev.inward.studies.StudyFile;
import dev.inward.studies.StudyTasks;
import dev.inward.task.Tasks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;
import org.yaml.snakeyaml.Yaml;

/** Checks that what the README and the pages of the site show is true of this version. */
@Execution(ExecutionMode.CONCURRENT)
class DocumentationTest {

    private static final Pattern COORDINATES = Pattern.compile("dev\\.inward:inward:([\\w.-]+)");
    private static final Pattern PROFILES = Pattern.compile(" -P([\\w,-]+)");
    private static final Pattern REPOSITORY =
            Pattern.compile("https://github\\.com/inward-evals/inward/(?:blob|tree)/main/(.+)");
    private static final Path SITE_RESOURCES = Path.of("src/site/resources");

    private static final String RELEASE_ROW =
            """
            {"original_question": "owl", "original_dataset": "animals_long", "object_level_prompt": [{"role": "user", "content": "owl?"}], "hypothetical_prompt": [{"role": "user", "content": "owl?"}], "behavioral_property": "%s", "option_matching_ethical_stance": null}
            """;

    /** The only link to what is made together with the site. */
    private static final String JAVADOC = "apidocs/index.html";

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    @RegisterExtension final LocalHub hub = new LocalHub();

    @TempDir Path folder;

    static List<Page> pages() throws IOException {
        return Page.all();
    }

    static List<Page> pagesWithJava() throws IOException {
        return Page.all().stream().filter(page -> !page.snippets("java").isEmpty()).toList();
    }

    @ParameterizedTest
    @MethodSource("pagesWithJava")
    void java_compiles(Page page) {
        assertThat(JavaSnippets.compile(page.snippets("java"), folder)).isEmpty();
    }

    /** The Gradle example has no build of its own here. */
    @Tag("slow")
    @Test
    void the_example_projects_compile() throws IOException {
        List<String> sources = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("src", "it"))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
                sources.add(Files.readString(file));
            }
        }

        assertThat(sources).hasSizeGreaterThanOrEqualTo(3);
        assertThat(JavaSnippets.compile(sources, folder)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void yaml_is_a_models_file_or_a_task_file_or_a_workflow(Page page) throws IOException {
        for (String snippet : page.snippets("yaml")) {
            Map<String, ?> root = new Yaml().load(snippet);
            // TranscriptsPageTest reads transcripts, which need files of their own.
            if (root.containsKey("models")) {
                readModels(snippet);
            } else if (root.containsKey("claims")) {
                readStudy(snippet);
            } else if (root.values().stream().allMatch(DocumentationTest::isDefinition)) {
                Files.writeString(folder.resolve("properties.yaml"), snippet);
                assertThat(Tasks.read(folder.resolve("tasks")).propertyNames())
                        .containsAll(root.keySet());
            } else if (root.containsKey("prompts") && !root.containsKey("transcript")) {
                readTask(snippet, page);
            } else if (!root.containsKey("transcript") && !root.containsKey("jobs")) {
                fail(
                        "it has neither 'models' nor 'prompts' nor 'transcript' nor 'jobs': %n%s"
                                .formatted(snippet));
            }
        }
    }

    private static boolean isDefinition(Object value) {
        return value instanceof Map<?, ?> definition && definition.containsKey("question");
    }

    /** The tasks of a study are those of this repository. */
    private void readStudy(String snippet) throws IOException {
        Files.writeString(folder.resolve("page.yaml"), snippet);
        var study = StudyFile.read(folder, "page");
        var tasks = new StudyTasks(study, Tasks.read(Path.of("evals", "tasks")), 1);
        assertThat(tasks.properties())
                .allSatisfy(property -> assertThat(tasks.scored(property)).isNotEmpty());
        assertThat(study.predictors())
                .allSatisfy(
                        it ->
                                assertThat(
                                                tasks.design(
                                                                it,
                                                                study.rows().get(0),
                                                                List.of("atlas"))
                                                        .claims())
                                        .isNotEmpty());
    }

    private void readModels(String snippet) throws IOException {
        Path file = Files.writeString(folder.resolve("models.yaml"), snippet);
        try (ModelRegistry models = ModelRegistry.read(file, folder, Map.of())) {
            assertThat(models.names()).as(snippet).isNotEmpty();
        }
    }

    /**
     * The data of a page stand beside the task, under the names that all examples use, and on a
     * local hub.
     */
    private void readTask(String snippet, Page page) throws IOException {
        Path tasks = Files.createDirectories(folder.resolve("tasks"));
        for (String table : page.snippets("csv")) {
            Files.writeString(tasks.resolve("capitals.csv"), table);
            Files.writeString(tasks.resolve("birds.csv"), table);
        }
        for (String rows : page.snippets("jsonl")) {
            Files.writeString(tasks.resolve("chats.jsonl"), rows);
        }
        for (String text : List.of("one", "two")) {
            Files.createDirectories(tasks.resolve("texts"));
            Files.writeString(tasks.resolve("texts").resolve(text + ".txt"), "A story. " + text);
        }
        for (String property : List.of("first_character", "first_word")) {
            Files.writeString(
                    tasks.resolve("animals_long_" + property + ".jsonl"),
                    RELEASE_ROW.formatted(property));
        }
        if (snippet.contains("capitals.parquet")) {
            writeParquet(tasks.resolve("capitals.csv"), tasks.resolve("capitals.parquet"));
        }
        Files.writeString(tasks.resolve("task.yaml"), snippet);
        page.snippets("csv").forEach(table -> hub.with("train.csv", table));
        var environment = Map.of(HuggingFaceHub.ENDPOINT, hub.address().toString());
        assertThat(Tasks.read(tasks, folder, environment).all()).as(snippet).hasSize(1);
    }

    private static void writeParquet(Path csv, Path parquet) {
        try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckDb.createStatement()) {
            statement.execute(
                    "COPY (SELECT * FROM read_csv('%s')) TO '%s' (FORMAT parquet)"
                            .formatted(csv, parquet));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void xml_is_well_formed_and_names_this_version(Page page) throws IOException {
        Element pom = Pom.ofThisProject();
        for (String snippet : page.snippets("xml")) {
            Element root = Pom.parse(snippet);
            assertThat(root.getTagName())
                    .as(snippet)
                    .isIn("project", "profile", "dependency", "plugin");
            for (Element dependency : Pom.elements(root, "dependency")) {
                requireThisVersion(dependency, pom);
            }
            for (Element plugin : Pom.elements(root, "plugin")) {
                requirePluginVersion(plugin, pom);
            }
            if (root.getTagName().equals("plugin")) {
                requirePluginVersion(root, pom);
            }
            if (root.getTagName().equals("dependency")) {
                requireThisVersion(root, pom);
            }
        }
    }

    /** A page recommends the plugin versions that this build has. */
    private static void requirePluginVersion(Element plugin, Element pom) {
        Element properties = Pom.elements(pom, "properties").get(0);
        String artifact = Pom.text(plugin, "artifactId");
        assertThat(Pom.text(plugin, "version"))
                .as(artifact)
                .isEqualTo(Pom.text(properties, artifact + ".version"));
    }

    private static void requireThisVersion(Element dependency, Element pom) {
        if (Pom.text(dependency, "groupId").equals(Pom.text(pom, "groupId"))) {
            for (String part : List.of("artifactId", "version")) {
                assertThat(Pom.text(dependency, part)).isEqualTo(Pom.text(pom, part));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void coordinates_name_this_version(Page page) throws IOException {
        String version = Pom.text(Pom.ofThisProject(), "version");

        assertThat(COORDINATES.matcher(page.text()).results().map(found -> found.group(1)))
                .allMatch(version::equals);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void json_is_read(Page page) throws IOException {
        for (String snippet : page.snippets("json")) {
            assertThat(JSON.readTree(snippet)).as(snippet).isNotEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void every_profile_of_a_command_is_in_the_pom(Page page) throws IOException {
        List<String> profiles =
                Pom.elements(Pom.ofThisProject(), "profile").stream()
                        .map(profile -> Pom.text(profile, "id"))
                        .toList();

        for (String command : page.mavenCommands()) {
            assertThat(PROFILES.matcher(command).results())
                    .as(command)
                    .flatExtracting(DocumentationTest::names)
                    .isSubsetOf(profiles);
        }
    }

    private static List<String> names(MatchResult profiles) {
        return Arrays.asList(profiles.group(1).split(",", -1));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void every_link_has_a_target(Page page) {
        for (String link : page.links()) {
            var file = REPOSITORY.matcher(link);
            if (file.matches()) {
                assertThat(Path.of(file.group(1))).as("%s in %s", link, page).exists();
            } else if (!link.contains("://") && !link.equals(JAVADOC)) {
                requireTarget(page, link);
            }
        }
    }

    /**
     * A link to a page ends in {@code .md}: GitHub follows it, and the site has {@code .html}
     * instead. It has no anchor, as GitHub and the site make different ones. A page of the site
     * finds images where the site has them.
     */
    private static void requireTarget(Page page, String link) {
        boolean isToResource = page.isOfSite() && !link.endsWith(".md");
        Path target =
                isToResource ? SITE_RESOURCES.resolve(link) : page.file().resolveSibling(link);
        assertThat(target).as("%s in %s", link, page).exists();
        if (page.isOfSite() && !isToResource) {
            assertThat(link).as("a link to a page of the site").doesNotContain("/");
        }
    }
}
