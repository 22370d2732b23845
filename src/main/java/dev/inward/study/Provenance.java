package dev.inward.study;

import dev.inward.model.Sha256;
import dev.inward.property.BehavioralProperty;
import dev.inward.task.Item;
import dev.inward.task.Task;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * What a comparison came from, so that one of another day can be told to be about the same.
 *
 * @param target the model whose behaviour was predicted
 * @param predictor the other model that predicted it
 * @param data SHA-256, in hexadecimal, over every item that the target was asked about: task,
 *     split, object-level prompt and fields, in order; those that predictors learned from among
 *     them
 * @param prompts SHA-256, in hexadecimal, over the hypothetical prompts of the items that are
 *     predicted, in task and file order
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record Provenance(Participant target, Participant predictor, String data, String prompts) {

    static Provenance of(
            ComparisonRequest request,
            Respondent target,
            Respondent predictor,
            Observations observations,
            ServedModels served) {
        Behaviours ofPredictor =
                observations.peers().getOrDefault(request.predictor(), Behaviours.NONE);
        return new Provenance(
                Participant.of(target, served.of(target, observations.target())),
                Participant.of(predictor, served.of(predictor, ofPredictor)),
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
}
