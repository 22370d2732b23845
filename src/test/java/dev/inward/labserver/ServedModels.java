package dev.inward.labserver;

import dev.inward.lab.LabModel;
import dev.inward.model.registry.ModelRegistry;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The models that the server offers, by id: the lab models of a models file and the models that
 * were finetuned from them.
 *
 * <p>This class is thread-safe.
 */
final class ServedModels implements AutoCloseable {

    private final ModelRegistry models;
    private final List<String> names;
    private final Map<String, LabModel> finetuned = new ConcurrentHashMap<>();

    /**
     * @param home the folder for finetuned weights
     */
    ServedModels(Path modelsFile, Path home) {
        models = ModelRegistry.read(modelsFile, home, Map.of());
        names =
                models.names().stream()
                        .filter(name -> models.specification(name).provider().equals("lab"))
                        .toList();
    }

    List<String> ids() {
        var ids = new TreeMap<String, Boolean>();
        names.forEach(name -> ids.put(name, true));
        finetuned.keySet().forEach(id -> ids.put(id, true));
        return List.copyOf(ids.keySet());
    }

    /**
     * Finds a model.
     *
     * @throws RefusedRequestException if there is no model with this id
     */
    LabModel model(String id) {
        LabModel model = finetuned.get(id);
        if (model != null) {
            return model;
        }
        if (!names.contains(id)) {
            throw new RefusedRequestException(
                    404, "the model '%s' does not exist; known models: %s".formatted(id, ids()));
        }
        return (LabModel) models.open(id);
    }

    void add(String id, LabModel model) {
        finetuned.put(id, model);
    }

    @Override
    public void close() {
        finetuned.values().forEach(LabModel::close);
        models.close();
    }
}
