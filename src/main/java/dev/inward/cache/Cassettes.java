package dev.inward.cache;

import dev.inward.file.AtomicFile;
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
 * Answers as files for version control: one a topic and model, one line an answer, sorted, with
 * nothing in it that differs from run to run. A diff shows which answers changed.
 *
 * <p>This class is thread-safe.
 */
final class Cassettes {

    private static final String ENDING = ".jsonl";

    private record Place(String prompt, int sample) {}

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

    /** Remembers an answer for {@link #write}. */
    synchronized void record(AnswerRequest question, AnswerKey key, Completion completion) {
        recorded.computeIfAbsent(file(question), file -> new TreeSet<>())
                .add(CassetteLine.of(question, key, completion));
    }

    /**
     * Writes what was recorded. A line of an earlier recording stays unless its prompt was asked
     * again: a recording of some evals does not forget the others.
     */
    synchronized void write() {
        var failures = new ArrayList<AnswerStoreException>();
        recorded.forEach(
                (file, lines) -> {
                    try {
                        write(file, lines, linesOf(file));
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

    private static void write(Path file, Set<CassetteLine> lines, List<CassetteLine> earlier) {
        var askedAgain = new HashSet<Place>();
        lines.forEach(line -> askedAgain.add(new Place(line.prompt(), line.sample())));
        var all = new TreeSet<>(lines);
        earlier.stream()
                .filter(line -> !askedAgain.contains(new Place(line.prompt(), line.sample())))
                .forEach(all::add);
        write(file, all);
    }

    private static void write(Path file, Set<CassetteLine> lines) {
        var text = new StringBuilder();
        lines.forEach(line -> text.append(line.text()).append('\n'));
        try {
            AtomicFile.write(file, text.toString());
        } catch (IOException e) {
            throw new AnswerStoreException("the cassette " + file + " cannot be written", e);
        }
    }

    private Path file(AnswerRequest question) {
        return folder.resolve(fileName(question.topic()))
                .resolve(fileName(question.modelName()) + ENDING);
    }

    private static String fileName(String name) {
        return name.replaceAll("[^A-Za-z0-9._-]+", "-");
    }

    private List<Path> files() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ENDING)).sorted().toList();
        } catch (IOException e) {
            throw new AnswerStoreException("the cassettes " + folder + " cannot be read", e);
        }
    }

    private static List<CassetteLine> linesOf(Path file) {
        var lines = new ArrayList<CassetteLine>();
        if (!Files.exists(file)) {
            return lines;
        }
        try {
            for (String text : Files.readAllLines(file)) {
                lines.add(CassetteLine.parse(text, file + ":" + (lines.size() + 1)));
            }
        } catch (IOException e) {
            throw new AnswerStoreException("the cassette " + file + " cannot be read", e);
        }
        return lines;
    }

    @Override
    public String toString() {
        return folder.toString();
    }
}
