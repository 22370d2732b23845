package dev.inward.hosted.finetuning;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.inward.model.ModelSpecification;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A command of the user's that finetunes a model.
 *
 * @param command the command and its arguments, with {@linkplain CommandInputs placeholders}
 * @param directory the folder of the models file, which is its working directory
 * @param hyperparameters the hyperparameters of the entry, sorted by name
 */
record CommandTrainer(List<String> command, Path directory, ObjectNode hyperparameters)
        implements Trainer {

    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    /**
     * Reads the keys {@code finetuning.command} and {@code hyperparameters} of an entry.
     *
     * @throws IllegalArgumentException if an argument has an unknown placeholder; the message has
     *     the known ones
     */
    static CommandTrainer read(ModelSpecification model) {
        ObjectNode hyperparameters = JsonNodeFactory.instance.objectNode();
        Map<String, String> sorted = new TreeMap<>(model.settings());
        sorted.forEach(
                (key, value) -> {
                    if (key.startsWith(Hyperparameters.PREFIX)) {
                        String name = key.substring(Hyperparameters.PREFIX.length());
                        hyperparameters.set(name, jsonOrText(value));
                    }
                });
        List<String> command = model.strings(FinetuningSettings.COMMAND);
        CommandInputs.requireKnownPlaceholders(model, command, hyperparameters);
        return new CommandTrainer(command, model.directory(), hyperparameters);
    }

    /** Returns a number, a list and so on; a text if the whole value is no JSON. */
    private static JsonNode jsonOrText(String value) {
        try {
            JsonNode json = JSON.readTree(value);
            return json.isMissingNode() ? TextNode.valueOf(value) : json;
        } catch (JsonProcessingException e) {
            return TextNode.valueOf(value);
        }
    }

    @Override
    public List<String> keyParts() {
        var arguments = JsonNodeFactory.instance.arrayNode();
        command.forEach(arguments::add);
        return List.of("command", arguments.toString(), hyperparameters.toString());
    }

    @Override
    public Optional<Integer> epochs() {
        int epochs = hyperparameters.path("epochs").asInt();
        return epochs < 1 ? Optional.empty() : Optional.of(epochs);
    }

    @Override
    public FinetuningJob job(FinetuningRequest request) {
        return new CommandFinetuning(request, this);
    }
}
