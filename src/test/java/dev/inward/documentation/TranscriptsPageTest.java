package dev.inward.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inward.task.Task;
import dev.inward.task.Tasks;
import dev.inward.transcript.Transcript;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Reads each task of the page about transcripts, with the files that the page shows. */
class TranscriptsPageTest {

    private static final Path PAGE = Path.of("src/site/markdown/transcripts.md");
    private static final Path RESOURCES = Path.of("src/test/resources/transcripts");

    /** A file has its path in backticks before its text. */
    private static final Pattern FILE =
            Pattern.compile(
                    "`evals/tasks/([^`]+)`:\\s+^```(?:jsonl|csv)\\R(.*?)^```$",
                    Pattern.MULTILINE | Pattern.DOTALL);

    @TempDir Path folder;

    static List<String> tasks() throws IOException {
        return page().snippets("yaml");
    }

    private static Page page() throws IOException {
        return Page.all().stream()
                .filter(page -> page.file().equals(PAGE))
                .findFirst()
                .orElseThrow();
    }

    @BeforeEach
    void write_the_files_of_the_page() throws IOException {
        for (MatchResult file : FILE.matcher(page().text()).results().toList()) {
            Path target = folder.resolve(file.group(1));
            Files.createDirectories(target.getParent());
            Files.writeString(target, file.group(2));
        }
        copy(RESOURCES.resolve("inspect"));
        copy(RESOURCES.resolve("lm-eval"));
    }

    private void copy(Path source) throws IOException {
        try (Stream<Path> files = Files.walk(source, FileVisitOption.FOLLOW_LINKS)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = folder.resolve(source.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void each_task_has_items_and_answers(String yaml) throws IOException {
        Files.writeString(folder.resolve("task.yaml"), yaml);

        Tasks tasks = Tasks.read(folder);
        Task task = tasks.all().get(0);
        Transcript transcript = tasks.transcript(task.name()).orElseThrow();

        assertThat(task.items()).isNotEmpty();
        assertThat(transcript.targets()).containsAnyOf("gpt", "atlas");
        assertThat(transcript.properties()).containsExactly("first_character");
        assertThat(transcript.predictors("first_character")).containsAll(transcript.targets());
    }
}
