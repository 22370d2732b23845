package dev.inward.study.scoring;

import dev.inward.judge.BehaviourJudging;
import dev.inward.model.Sha256;
import dev.inward.model.Tool;
import dev.inward.model.registry.ModelRegistry;
import dev.inward.property.BehavioralProperty;
import dev.inward.study.ComparisonRequest;
import dev.inward.study.ModelProvenance;
import dev.inward.study.Provenance;
import dev.inward.study.collection.Behaviours;
import dev.inward.study.collection.NamedModel;
import dev.inward.study.collection.ObservedBehaviours;
import dev.inward.study.collection.ServedModelIds;
import dev.inward.study.training.Predictors;
import dev.inward.task.Item;
import dev.inward.task.Task;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Computes the {@link Provenance} of a comparison. */
final class ProvenanceReader {

    private ProvenanceReader() {}

    static Provenance of(
            ComparisonRequest request,
            NamedModel target,
            NamedModel predictor,
            @Nullable Predictors predictors,
            BehaviourJudging.Result judged,
            ServedModelIds served) {
        ObservedBehaviours observations = judged.collected();
        Behaviours behavioursOfPredictor =
                observations.peers().getOrDefault(request.predictor(), Behaviours.NONE);
        return new Provenance(
                target.provenance(served.of(target, observations.target())),
                predictor.provenance(served.of(predictor, behavioursOfPredictor)),
                !predictor.name().startsWith(ModelRegistry.COPY_PREFIX)
                        && target.isSameModel(predictor),
                hashOfData(observations.target().answers().keySet()),
                hashOfPrompts(request),
                predictors == null
                        ? List.of()
                        : Stream.of(predictors.self(), predictors.cross())
                                .filter(model -> !List.of(target, predictor).contains(model))
                                .map(model -> provenanceOfFinetuned(model, served))
                                .toList(),
                judged.judging(),
                judged.training());
    }

    /** A finetuned model may not state what it requests before its training has ended. */
    private static ModelProvenance provenanceOfFinetuned(
            NamedModel finetuned, ServedModelIds served) {
        return new ModelProvenance(
                finetuned.name(), null, null, served.of(finetuned, Behaviours.NONE), null);
    }

    private static String hashOfData(Collection<Item> items) {
        List<String> texts = new ArrayList<>();
        for (Item item : items) {
            texts.add(item.task());
            texts.add(item.split().name());
            texts.add(item.objectLevelPrompt());
            // Baselines of tasks without base questions keep their hash.
            if (!item.baseQuestion().equals(item.objectLevelPrompt())) {
                texts.add(item.baseQuestion());
            }
            texts.add(String.valueOf(item.fields().size()));
            item.fields()
                    .forEach(
                            (field, value) -> {
                                texts.add(field);
                                texts.add(value);
                            });
            for (Tool tool : item.prompt().tools()) {
                texts.addAll(List.of(tool.name(), tool.description(), tool.parameters()));
            }
        }
        return hash(texts);
    }

    private static String hashOfPrompts(ComparisonRequest request) {
        BehavioralProperty property = request.property();
        List<String> texts = new ArrayList<>();
        for (Task task : request.tasks()) {
            request.predictedItems(task)
                    .forEach(item -> texts.add(task.hypotheticalPrompt(item, property).text()));
        }
        // Baselines of evals without a study file keep their hash.
        request.design().ofPredictions().ifPresent(texts::add);
        return hash(texts);
    }

    private static String hash(List<String> texts) {
        return HexFormat.of().formatHex(Sha256.of(texts));
    }
}
