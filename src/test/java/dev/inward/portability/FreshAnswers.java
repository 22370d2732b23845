package dev.inward.portability;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Compares the answers and verdicts of a fresh finetuning with the recorded ones. So each machine
 * that runs it tests that the figures do not depend on the machine. Run it with {@code mvn
 * -Pfresh}, after the runs that {@code .ci/run} makes before.
 */
final class FreshAnswers {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The text of the comparison, and whether a decision differs. */
    record Result(String text, boolean hasDifferentDecision) {}

    private FreshAnswers() {}

    /**
     * Prints the comparison and ends with code 1 if a decision differs.
     *
     * @param arguments the folder and the verdicts of the fresh run, then those of the recorded one
     */
    public static void main(String[] arguments) throws IOException {
        Result result =
                compare(
                        Path.of(arguments[0]),
                        Path.of(arguments[1]),
                        Path.of(arguments[2]),
                        Path.of(arguments[3]));
        System.out.print("processor: " + processor() + System.lineSeparator() + result.text());
        if (result.hasDifferentDecision()) {
            System.exit(1);
        }
    }

    static Result compare(Path freshCassettes, Path freshVerdicts, Path cassettes, Path verdicts)
            throws IOException {
        var text = new StringBuilder();
        long different = 0;
        int all = 0;
        try (var files = Files.walk(cassettes)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".jsonl")).sorted().toList()) {
                Map<String, String> recorded = answers(file);
                Map<String, String> fresh =
                        answers(freshCassettes.resolve(cassettes.relativize(file)));
                long inFile =
                        recorded.entrySet().stream()
                                .filter(line -> !line.getValue().equals(fresh.get(line.getKey())))
                                .count();
                different += inFile;
                all += recorded.size();
                if (inFile > 0) {
                    text.append(
                            "%s: %d of %d answers differ%n"
                                    .formatted(
                                            cassettes.relativize(file), inFile, recorded.size()));
                }
            }
        }
        text.append("all: %d of %d answers differ%n".formatted(different, all));
        List<String> decisions = differentDecisions(decisions(freshVerdicts), decisions(verdicts));
        decisions.forEach(line -> text.append(line).append(System.lineSeparator()));
        return new Result(text.toString(), !decisions.isEmpty());
    }

    /** Reads the answers of a cassette by prompt and sample; none if the file does not exist. */
    private static Map<String, String> answers(Path file) throws IOException {
        var answers = new TreeMap<String, String>();
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file)) {
                JsonNode json = JSON.readTree(line);
                answers.put(
                        json.path("sample").asInt() + " " + json.path("prompt").asText(),
                        json.path("answer").asText());
            }
        }
        return answers;
    }

    /** Reads the verdicts by claim. A claim about a regression occurs in one run only. */
    private static Map<String, String> decisions(Path file) throws IOException {
        var decisions = new TreeMap<String, String>();
        for (JsonNode verdict : JSON.readTree(file.toFile()).path("verdicts")) {
            List<String> key = new ArrayList<>();
            for (String part : List.of("property", "target", "predictor", "labels", "claim")) {
                key.add(verdict.path(part).asText());
            }
            decisions.put(String.join(", ", key), verdict.path("verdict").asText());
        }
        return decisions;
    }

    private static List<String> differentDecisions(
            Map<String, String> fresh, Map<String, String> recorded) {
        return fresh.entrySet().stream()
                .filter(decision -> !decision.getValue().equals(recorded.get(decision.getKey())))
                .map(
                        decision ->
                                "%s: %s, recorded %s"
                                        .formatted(
                                                decision.getKey(),
                                                decision.getValue(),
                                                recorded.getOrDefault(decision.getKey(), "none")))
                .toList();
    }

    /** Names the processor; Linux says which one it is. */
    private static String processor() throws IOException {
        Path file = Path.of("/proc/cpuinfo");
        String name = System.getProperty("os.arch");
        if (!Files.isReadable(file)) {
            return name;
        }
        try (var lines = Files.lines(file)) {
            return lines.filter(
                            line -> line.matches("(vendor_id|model name|cpu family|model)\\s.*"))
                    .limit(4)
                    .map(line -> line.replaceAll("\\s+", " "))
                    .reduce(name, (before, line) -> before + ", " + line);
        }
    }
}
