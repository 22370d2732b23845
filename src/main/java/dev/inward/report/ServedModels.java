package dev.inward.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.inward.InwardParameters;
import dev.inward.study.ModelProvenance;
import dev.inward.study.Provenance;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which models the providers served for the models that a run requested. A model that does not
 * state what it requests stands under its name.
 *
 * @param byRequest the ids of the served models by requested id, both sorted; empty if the provider
 *     reports none
 */
record ServedModels(SortedMap<String, SortedSet<String>> byRequest) {

    /** Returns the models of all verdicts of a run. */
    static ServedModels of(RunVerdicts verdicts) {
        return of(verdicts.judged().stream().map(judged -> judged.verdict().record()).toList());
    }

    private static ServedModels of(List<? extends JsonNode> records) {
        var all = new ServedModels(new TreeMap<>());
        for (JsonNode record : records) {
            for (String role : List.of("target", "predictor")) {
                JsonNode model = record.path(role + "Model");
                all.add(
                        model.path("requested").textValue(),
                        record.path(role).asText(),
                        model.path("served").valueStream().map(JsonNode::asText).toList());
            }
            all.addJudges(record.path("judging"));
            record.path("judgedTraining").forEach(all::addJudges);
            for (JsonNode model : record.path("finetunedModels")) {
                all.add(
                        null,
                        model.path("name").asText(),
                        model.path("served").valueStream().map(JsonNode::asText).toList());
            }
        }
        return all;
    }

    private void addJudges(JsonNode judging) {
        for (JsonNode judge : judging.path("judges")) {
            add(
                    judge.path("requested").textValue(),
                    judge.path("name").asText(),
                    judge.path("served").valueStream().map(JsonNode::asText).toList());
        }
    }

    /** Returns the models of one comparison. */
    static ServedModels of(Provenance provenance) {
        var all = new ServedModels(new TreeMap<>());
        for (ModelProvenance model : provenance.models()) {
            all.add(model.requested(), model.name(), List.copyOf(model.served()));
        }
        return all;
    }

    private void add(@Nullable String requested, String name, List<String> ids) {
        if (requested != null || !ids.isEmpty()) {
            byRequest
                    .computeIfAbsent(requested == null ? name : requested, it -> new TreeSet<>())
                    .addAll(ids);
        }
    }

    /** Returns the models as rows of a table: as requested and as served. */
    List<List<String>> rows() {
        return byRequest.entrySet().stream()
                .map(
                        model ->
                                List.of(
                                        model.getKey(),
                                        model.getValue().isEmpty()
                                                ? "not reported"
                                                : String.join(", ", model.getValue())))
                .toList();
    }

    /** Returns a sentence for each requested id that was served by several models. */
    List<String> notes() {
        return byRequest.entrySet().stream()
                .filter(entry -> entry.getValue().size() > 1)
                .map(entry -> note(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** Returns those of the notes that concern the models of one verdict. */
    List<String> notes(JsonNode record) {
        ServedModels ofVerdict = of(List.of(record));
        var concerned = new TreeMap<>(byRequest);
        concerned.keySet().retainAll(ofVerdict.byRequest().keySet());
        return new ServedModels(concerned).notes();
    }

    private static String note(String requested, SortedSet<String> served) {
        return String.format(
                Locale.ROOT,
                "%d models answered for the one model id '%s': %s. The provider changed the model during the run, or answers of an earlier run are from before the change. Name a dated model id, or collect all answers again with -D"
                        + InwardParameters.MODE
                        + "=refresh.",
                served.size(),
                requested,
                String.join(", ", served));
    }

    /** Returns a sentence for each requested id with what was served. */
    List<String> sentences() {
        return byRequest.entrySet().stream()
                .filter(entry -> !entry.getValue().isEmpty())
                .map(
                        entry ->
                                String.format(
                                        Locale.ROOT,
                                        "Requested %s, served %s.",
                                        entry.getKey(),
                                        String.join(", ", entry.getValue())))
                .toList();
    }
}
