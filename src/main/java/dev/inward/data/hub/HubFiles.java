package dev.inward.data.hub;

import com.fasterxml.jackson.databind.JsonNode;
import dev.inward.data.DataFormat;
import dev.inward.data.hub.HubRevision.RemoteFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the files of a configuration and a split: by the data set card, or else by the names of the
 * files.
 *
 * @see <a href="https://huggingface.co/docs/hub/datasets-manual-configuration">Manual
 *     Configuration</a>
 * @see <a href="https://huggingface.co/docs/hub/datasets-file-names-and-splits">File names and
 *     splits</a>
 */
final class HubFiles {

    private static final int MAX_LISTED = 20;

    /** The words for a split in names of files. */
    private static final Map<String, List<String>> WORDS =
            Map.of(
                    "train", List.of("train", "training"),
                    "validation", List.of("validation", "valid", "dev", "val"),
                    "test", List.of("test", "testing", "eval", "evaluation"));

    private final HubRevision revision;
    private final HubDataset dataset;

    HubFiles(HubRevision revision, HubDataset dataset) {
        this.revision = revision;
        this.dataset = dataset;
    }

    /**
     * Returns the files, in the order of their rows.
     *
     * @throws HubException if there is none, or if it is not clear which are meant
     */
    List<RemoteFile> find() {
        List<RemoteFile> found = found();
        if (found.isEmpty()) {
            throw invalid("has no such file in a format that Inward reads");
        }
        if (found.stream().map(file -> DataFormat.ofName(file.path())).distinct().count() > 1) {
            throw invalid("has these rows in files of several formats");
        }
        return found;
    }

    private List<RemoteFile> found() {
        if (dataset.file() != null) {
            return matching(List.of(dataset.file()));
        }
        if (revision.configs().isArray() && !revision.configs().isEmpty()) {
            return matching(patternsOfCard());
        }
        List<RemoteFile> files =
                readable()
                        .filter(file -> inFolder(dataset.config()).test(file.path()))
                        .filter(file -> hasWordOf(dataset.split()).test(file.path()))
                        .toList();
        if (dataset.split() == null && files.size() > 1) {
            throw invalid("has several files, and 'split' does not say which are meant");
        }
        return files;
    }

    private Stream<RemoteFile> readable() {
        return revision.files().stream().filter(file -> DataFormat.ofName(file.path()).isPresent());
    }

    private static Predicate<String> inFolder(@Nullable String folder) {
        return folder == null ? path -> true : path -> path.startsWith(folder + "/");
    }

    private static Predicate<String> hasWordOf(@Nullable String split) {
        if (split == null) {
            return path -> true;
        }
        String words =
                WORDS.getOrDefault(split, List.of(split)).stream()
                        .map(Pattern::quote)
                        .collect(Collectors.joining("|"));
        return Pattern.compile("(?:^|[-._ 0-9/])(?:" + words + ")[-._ 0-9/]").asPredicate();
    }

    private List<RemoteFile> matching(List<String> globs) {
        var found = new ArrayList<RemoteFile>();
        for (String glob : globs) {
            var pattern = new PathPattern(glob);
            readable()
                    .filter(file -> pattern.matches(file.path()) && !found.contains(file))
                    .forEach(found::add);
        }
        return found;
    }

    private List<String> patternsOfCard() {
        JsonNode config = config();
        Map<String, List<String>> bySplit = splits(config.path("data_files"));
        String split = dataset.split();
        if (split == null) {
            if (bySplit.size() != 1) {
                throw invalid(
                        "has the splits "
                                + String.join(", ", bySplit.keySet())
                                + ". Name one as 'split'");
            }
            split = bySplit.keySet().iterator().next();
        }
        List<String> patterns = bySplit.get(split);
        if (patterns == null) {
            throw invalid(
                    "has no split '"
                            + split
                            + "'. There are: "
                            + String.join(", ", bySplit.keySet()));
        }
        String folder = config.path("data_dir").asText("");
        return folder.isEmpty()
                ? patterns
                : patterns.stream().map(pattern -> folder + "/" + pattern).toList();
    }

    private JsonNode config() {
        List<JsonNode> all = revision.configs().valueStream().toList();
        String names =
                all.stream()
                        .map(config -> config.path("config_name").asText())
                        .collect(Collectors.joining(", "));
        if (dataset.config() != null) {
            return all.stream()
                    .filter(config -> config.path("config_name").asText().equals(dataset.config()))
                    .findFirst()
                    .orElseThrow(
                            () ->
                                    invalid(
                                            "has no configuration '"
                                                    + dataset.config()
                                                    + "'. There are: "
                                                    + names));
        }
        return all.size() == 1
                ? all.get(0)
                : all.stream()
                        .filter(
                                config ->
                                        config.path("default").asBoolean()
                                                || config.path("config_name")
                                                        .asText()
                                                        .equals("default"))
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        invalid(
                                                "has several configurations. Name one as 'config': "
                                                        + names));
    }

    /** Reads {@code data_files}: one pattern, several, or the patterns of each split. */
    private static Map<String, List<String>> splits(JsonNode dataFiles) {
        var bySplit = new LinkedHashMap<String, List<String>>();
        if (dataFiles.isTextual()) {
            bySplit.put("train", List.of(dataFiles.asText()));
        }
        for (JsonNode part : dataFiles) {
            String split = part.path("split").asText("train");
            JsonNode path = part.isObject() ? part.path("path") : part;
            var patterns = new ArrayList<>(bySplit.getOrDefault(split, List.of()));
            (path.isArray() ? path.valueStream() : Stream.of(path))
                    .forEach(pattern -> patterns.add(pattern.asText()));
            bySplit.put(split, patterns);
        }
        return bySplit;
    }

    private HubException invalid(String problem) {
        List<String> paths = revision.files().stream().map(RemoteFile::path).toList();
        String more =
                paths.size() > MAX_LISTED ? " and " + (paths.size() - MAX_LISTED) + " more" : "";
        return new HubException(
                dataset.name(),
                problem
                        + ". Its files are: "
                        + String.join(", ", paths.subList(0, Math.min(MAX_LISTED, paths.size())))
                        + more
                        + ". Name the files of one format as 'file', such as 'file: data/train-*.jsonl'. The hub converts many data sets to Parquet on the branch refs/convert/parquet, whose commit can be the 'revision'.");
    }
}
