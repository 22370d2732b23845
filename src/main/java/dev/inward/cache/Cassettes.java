package dev.inward.cache;

import dev.inward.file.AtomicFile;
import dev.inward.file.FileName;
import dev.inward.file.TextFile;
import dev.inward.model.Completion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Recorded answers as files for version control: one file per topic and model, one line per answer.
 * Lines are sorted and hold nothing that differs between runs, so that a diff shows the answers
 * that changed.
 *
 * <p>This class is thread-safe.
 */
final class Cassettes {

    private static final String EXTENSION = ".jsonl";

    private record PromptSample(String prompt, int sample) {
        static PromptSample of(CassetteLine line) {
            return new PromptSample(line.prompt(), line.sample());
        }
    }

    private final Path folder;
    private final Map<Path, Set<CassetteLine>> recorded = new TreeMap<>();

    Cassettes(Path folder) {
        this.folder = folder;
    }

    /** Reads every answer of every cassette. */
    Map<AnswerKey, Completion> read() {
        var answers = new HashMap<AnswerKey, Completion>();
        for (Path cassette : files()) {
            linesOf(cassette).forEach(line -> answers.put(line.answerKey(), line.completion()));
        }
        return answers;
    }

    /** Keeps an answer in memory until {@link #write}. */
    synchronized void record(AnswerRequest request, AnswerKey key, Completion completion) {
        recorded.computeIfAbsent(file(request), file -> new TreeSet<>())
                .add(CassetteLine.of(request, key, completion));
    }

    /**
     * Writes the recorded answers. A line of an earlier recording stays unless its prompt was
     * recorded again, so that recording some evals does not delete the answers of others.
     *
     * @throws AnswerStoreException when a cassette can be neither read nor written; the others are
     *     written nevertheless
     */
    synchronized void write() {
        var failures = new ArrayList<AnswerStoreException>();
        recorded.forEach(
                (file, lines) -> {
                    try {
                        write(file, merged(lines, linesOf(file)));
                    } catch (AnswerStoreException failure) {
                        failures.add(failure);
                    }
                });
        if (!failures.isEmpty()) {
            AnswerStoreException first = failures.get(0);
            failures.stream().skip(1).forEach(first::addSuppressed);
            throw first;
        }
    }

    private static Set<CassetteLine> merged(Set<CassetteLine> lines, List<CassetteLine> earlier) {
        var recordedAgain = new HashSet<PromptSample>();
        lines.forEach(line -> recordedAgain.add(PromptSample.of(line)));
        var all = new TreeSet<>(lines);
        earlier.stream()
                .filter(line -> !recordedAgain.contains(PromptSample.of(line)))
                .forEach(all::add);
        return all;
    }

    private static void write(Path file, Set<CassetteLine> lines) {
        var text = new StringBuilder();
        lines.forEach(line -> text.append(line.text()).append('\n'));
        try {
            AtomicFile.write(file, text.toString());
        } catch (IOException e) {
            throw AnswerStoreException.withCause("The cassette " + file + " cannot be written", e);
        }
    }

    private Path file(AnswerRequest request) {
        return folder.resolve(FileName.of(request.topic()))
                .resolve(FileName.of(request.modelName()) + EXTENSION);
    }

    private List<Path> files() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(EXTENSION)).sorted().toList();
        } catch (IOException e) {
            throw AnswerStoreException.withCause(
                    "The cassettes in " + folder + " cannot be read", e);
        }
    }

    private static List<CassetteLine> linesOf(Path file) {
        var lines = new ArrayList<CassetteLine>();
        if (!Files.exists(file)) {
            return lines;
        }
        try {
            int number = 0;
            for (String text : TextFile.lines(file)) {
                number++;
                CassetteLine.parse(text, file + ":" + number).ifPresent(lines::add);
            }
        } catch (IOException e) {
            throw AnswerStoreException.withCause("The cassette " + file + " cannot be read", e);
        }
        return lines;
    }

    @Override
    public String toString() {
        return folder.toString();
    }
}
