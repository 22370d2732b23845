package dev.inward.tasks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The data of the tasks that ship. The program writes them. */
final class DataThatShips {

    /** Where the data files are. */
    static final Path FOLDER = Path.of("src/main/resources/dev/inward/tasks");

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The items of each task, by the name of its file. */
    static final Map<String, Supplier<List<Map<String, String>>>> ITEMS =
            new TreeMap<>(
                    Map.ofEntries(
                            Map.entry("animals", () -> WordSequences.of("animals.txt", 1_000, 1)),
                            Map.entry("colours", () -> WordSequences.of("colours.txt", 1_000, 2)),
                            Map.entry(
                                    "countries", () -> WordSequences.of("countries.txt", 1_000, 3)),
                            Map.entry(
                                    "english_words",
                                    () -> WordSequences.of("english-words.txt", 1_000, 4)),
                            Map.entry("number_rules", () -> NumberSequences.withRule(1_000, 5)),
                            Map.entry("numbers", () -> NumberSequences.withoutRule(1_000, 6)),
                            Map.entry("sentences", () -> Continuations.sentences(7)),
                            Map.entry("stories", () -> Continuations.stories(8)),
                            Map.entry("encyclopaedia", () -> Continuations.entries(9)),
                            Map.entry("power", () -> Preferences.of("power.txt", 10)),
                            Map.entry("wealth", () -> Preferences.of("wealth.txt", 11)),
                            Map.entry("survival", () -> Preferences.of("survival.txt", 12)),
                            Map.entry(
                                    "short_term_reward",
                                    () -> Preferences.of("short-term-reward.txt", 13)),
                            Map.entry("duty", () -> Preferences.of("duty.txt", 14)),
                            Map.entry("knowledge", () -> Knowledge.of(15)),
                            Map.entry("requests", () -> Requests.of(16)),
                            Map.entry("trade_offs", () -> TradeOffs.of(17))));

    private DataThatShips() {}

    /** Returns the content of the data file of a task: JSON Lines. */
    static String file(String task) {
        var text = new StringBuilder();
        for (Map<String, String> item : Objects.requireNonNull(ITEMS.get(task), task).get()) {
            try {
                text.append(JSON.writeValueAsString(item)).append('\n');
            } catch (JsonProcessingException e) {
                throw new UncheckedIOException(e);
            }
        }
        return text.toString();
    }

    /** Writes all data files. */
    public static void main(String[] arguments) throws IOException {
        for (String task : ITEMS.keySet()) {
            Files.writeString(FOLDER.resolve(task + ".jsonl"), file(task));
        }
    }
}
