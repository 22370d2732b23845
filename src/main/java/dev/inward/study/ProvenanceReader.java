package dev.inward.study;

import dev.inward.model.IdentifiedModel;
import dev.inward.model.Requested;
import dev.inward.model.Sha256;
import dev.inward.property.BehavioralProperty;
import dev.inward.task.Item;
import dev.inward.task.Task;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/** Reads the {@link Provenance} of a comparison off what was asked and answered. */
final class ProvenanceReader {

    private ProvenanceReader() {}

    static Provenance read(
            ComparisonRequest request,
            Respondent target,
            Respondent predictor,
            Observations observations,
            ServedModels served) {
        Behaviours ofPredictor =
                observations.peers().getOrDefault(request.predictor(), Behaviours.NONE);
        return new Provenance(
                participant(target, served.of(target, observations.target())),
                participant(predictor, served.of(predictor, ofPredictor)),
                hashOfData(observations.target().answers().keySet()),
                hashOfPrompts(request));
    }

    private static String hashOfData(Collection<Item> asked) {
        List<String> texts = new ArrayList<>();
        for (Item item : asked) {
            texts.add(item.task());
            texts.add(item.split().name());
            texts.add(item.objectLevelPrompt());
            texts.add(String.valueOf(item.fields().size()));
            item.fields()
                    .forEach(
                            (field, value) -> {
                                texts.add(field);
                                texts.add(value);
                            });
        }
        return hash(texts);
    }

    private static String hashOfPrompts(ComparisonRequest request) {
        BehavioralProperty property = request.property();
        List<String> texts = new ArrayList<>();
        for (Task task : request.tasks()) {
            request.predictedItems(task)
                    .forEach(item -> texts.add(task.hypotheticalPrompt(item, property)));
        }
        return hash(texts);
    }

    private static String hash(List<String> texts) {
        return HexFormat.of().formatHex(Sha256.of(texts));
    }

    private static Participant participant(Respondent respondent, SortedSet<String> served) {
        Optional<Requested> requested =
                respondent.model() instanceof IdentifiedModel model
                        ? model.requested()
                        : Optional.empty();
        return new Participant(
                respondent.name(),
                requested.map(Requested::model).orElse(null),
                requested.map(Requested::sampling).orElse(null),
                served,
                respondent.lineage());
    }
}
