package dev.inward.study.stage;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.inward.file.FileName;
import dev.inward.file.InwardVersion;
import dev.inward.finetuning.HeldOutCheck;
import dev.inward.finetuning.TrainingFile;
import dev.inward.model.Finetuning;
import dev.inward.model.Sha256;
import dev.inward.study.ComparisonRequest;
import dev.inward.study.TrainingLabels;
import dev.inward.study.design.RowContent;
import dev.inward.study.training.FinetuningSet;
import dev.inward.study.training.LearnedSet;
import dev.inward.yaml.EnumKeys;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The finetuning sets of a study as files, with a manifest: hashes, rows of each cell, target and
 * seeds. Not thread-safe.
 */
final class FinetuningManifest {

    private static final int HASH_DIGITS = 8;

    private record Written(
            ComparisonRequest request,
            FinetuningSet set,
            byte[] content,
            SortedSet<String> learners) {}

    private final SortedMap<String, Written> sets = new TreeMap<>();

    /**
     * Adds a set. Searches its file for held-out prompts.
     *
     * @throws IllegalStateException if a row has a held-out prompt
     */
    void add(ComparisonRequest request, LearnedSet learned) {
        FinetuningSet set = learned.rows();
        Finetuning finetuning = set.finetuning();
        byte[] content = TrainingFile.write(finetuning.examples());
        String hash = HexFormat.of().formatHex(Sha256.of(content));
        String file =
                String.join(
                        "-",
                        FileName.distinct(request.target()),
                        switch (set.use()) {
                            case PREDICTOR -> "about";
                            case SIMULATOR -> "simulated-by-answers-of";
                            case BEHAVIOUR_CHANGE -> "changed-by-answers-of";
                        },
                        FileName.distinct(set.answersOf()),
                        hash.substring(0, HASH_DIGITS) + ".jsonl");
        if (!sets.containsKey(file)) {
            new HeldOutCheck(finetuning.heldOut())
                    .requireNone(content, finetuning.examples().size(), file);
        }
        sets.computeIfAbsent(file, name -> new Written(request, set, content, new TreeSet<>()))
                .learners()
                .add(learned.learner());
    }

    /** Returns the content of all files by name. */
    Map<String, byte[]> files() {
        var files = new LinkedHashMap<String, byte[]>();
        sets.forEach((name, set) -> files.put(name, set.content()));
        files.put("manifest.json", (manifest().toPrettyString() + "\n").getBytes(UTF_8));
        return files;
    }

    private ObjectNode manifest() {
        ObjectNode manifest = JsonNodeFactory.instance.objectNode();
        manifest.put("schema", 1);
        manifest.put("inward", InwardVersion.get());
        ArrayNode all = manifest.putArray("sets");
        sets.forEach((name, written) -> all.add(entry(name, written)));
        return manifest;
    }

    private static ObjectNode entry(String file, Written written) {
        ComparisonRequest request = written.request();
        FinetuningSet set = written.set();
        ObjectNode entry = JsonNodeFactory.instance.objectNode();
        entry.put("file", file);
        entry.put("sha256", HexFormat.of().formatHex(Sha256.of(written.content())));
        entry.put("rows", set.finetuning().examples().size());
        entry.put("target", request.target());
        entry.put("answersOf", set.answersOf());
        ArrayNode learners = entry.putArray("learnedBy");
        written.learners().forEach(learners::add);
        entry.put("seed", request.seed());
        boolean isObjectLevel = set.use().isObjectLevel();
        entry.put("use", EnumKeys.of(set.use()));
        entry.put("labels", (isObjectLevel ? TrainingLabels.TRUE : request.labels()).name());
        entry.put(
                "content",
                (isObjectLevel ? RowContent.OBJECT_LEVEL : request.design().training().content())
                        .key());
        entry.put("heldOutPrompts", set.finetuning().heldOut().prompts().size());
        entry.put("duplicates", set.duplicates());
        ArrayNode cells = entry.putArray("cells");
        for (FinetuningSet.Cell cell : set.cells()) {
            cells.addObject()
                    .put("task", cell.task())
                    .put("property", cell.property())
                    .put("candidates", cell.candidates())
                    .put("rows", cell.rows());
        }
        return entry;
    }
}
