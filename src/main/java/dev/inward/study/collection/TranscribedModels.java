package dev.inward.study.collection;

import dev.inward.model.registry.ModelRegistry;
import dev.inward.study.ComparisonRequest;
import dev.inward.task.Item;
import dev.inward.task.Task;
import dev.inward.task.Tasks;
import dev.inward.transcript.Transcript;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The models of a comparison whose answers stand in transcripts.
 *
 * <p>This class is thread-safe.
 */
public final class TranscribedModels {

    private final String target;
    private final Map<String, TranscribedModel.Question> questions = new HashMap<>();
    private final Map<String, NamedModel> models = new ConcurrentHashMap<>();

    private TranscribedModels(String target) {
        this.target = target;
    }

    /** Returns the models of a comparison; empty if its tasks have no transcripts. */
    public static Optional<TranscribedModels> of(ComparisonRequest request, Tasks tasks) {
        var models = new TranscribedModels(request.target());
        for (Task task : request.tasks()) {
            tasks.transcript(task.name())
                    .ifPresent(transcript -> models.add(task, transcript, request));
        }
        return models.questions.isEmpty() ? Optional.empty() : Optional.of(models);
    }

    private void add(Task task, Transcript transcript, ComparisonRequest request) {
        for (int i = 0; i < task.items().size(); i++) {
            Item item = task.items().get(i);
            String objectLevel = item.objectLevelPrompt();
            String hypothetical = task.hypotheticalPrompt(item, request.property()).text();
            questions.put(
                    objectLevel,
                    new TranscribedModel.Question(
                            transcript, "", transcript.question(i, objectLevel)));
            questions.put(
                    hypothetical,
                    new TranscribedModel.Question(
                            transcript,
                            request.property().name(),
                            transcript.question(i, hypothetical)));
        }
    }

    /** Returns a model by its name. A copy has the answers of its original. */
    public NamedModel named(String name) {
        return models.computeIfAbsent(
                name,
                key ->
                        new NamedModel(
                                name,
                                new TranscribedModel(
                                        name.startsWith(ModelRegistry.COPY_PREFIX)
                                                ? name.substring(ModelRegistry.COPY_PREFIX.length())
                                                : name,
                                        target,
                                        questions)));
    }
}
