package dev.inward.task.definition;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.inward.UnknownNameException;
import dev.inward.model.Message;
import dev.inward.task.prompt.HypotheticalVariant;
import dev.inward.task.prompt.Placeholders;
import dev.inward.task.prompt.PromptVariant;
import dev.inward.task.prompt.PromptVariants;
import dev.inward.task.prompt.StringModifier;
import dev.inward.yaml.EnumKeys;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads the key {@code variants} of a file. Its schema has checked the file. */
public final class VariantsReader {

    private static final Map<String, List<JsonNode>> SHIPPED = shipped();

    private VariantsReader() {}

    /**
     * Reads the variants.
     *
     * @param json the value of the key
     * @param seed the seed of every choice
     * @return the variants
     * @throws IllegalArgumentException if a set is unknown, two variants share a name, or a text
     *     has a name in braces; the message follows the name of the file
     */
    public static PromptVariants read(JsonNode json, long seed) {
        var all = new ArrayList<PromptVariant>();
        for (JsonNode entry : json.path("of")) {
            if (entry.isTextual()) {
                String set = entry.asText();
                if (!SHIPPED.containsKey(set)) {
                    throw new IllegalArgumentException(
                            "is invalid at 'variants.of': "
                                    + UnknownNameException.message(
                                            "set of variants", set, " that ships", setNames()));
                }
                SHIPPED.get(set).forEach(variant -> all.add(variant(set, variant)));
            } else {
                all.add(variant("", entry));
            }
        }
        try {
            return new PromptVariants(
                    all,
                    !json.path("each-item").asText().equals("one"),
                    HypotheticalVariant.valueOf(
                            json.path("hypothetical").asText("matched").toUpperCase(Locale.ROOT)),
                    seed);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("is invalid at 'variants': " + e.getMessage(), e);
        }
    }

    /** {@return the names of the sets of variants that ship, sorted} */
    public static List<String> setNames() {
        return List.copyOf(SHIPPED.keySet());
    }

    private static PromptVariant variant(String set, JsonNode json) {
        String name = json.path("name").asText();
        var before = new ArrayList<Message>();
        if (json.has("system")) {
            before.add(new Message(Message.Role.SYSTEM, text(json, "system", name)));
        }
        for (JsonNode turn : json.path("turns")) {
            before.add(
                    new Message(
                            Message.Role.named(turn.path("role").asText()).orElseThrow(),
                            text(turn, "content", name)));
        }
        return new PromptVariant(
                set,
                name,
                before,
                text(json, "prefix", name),
                text(json, "suffix", name),
                modifier(json.path("modify").asText(null)));
    }

    private static @Nullable StringModifier modifier(@Nullable String key) {
        return key == null ? null : EnumKeys.constant(StringModifier.class, key);
    }

    /** A variant stands around prompts of many tasks, so it has no fields. */
    private static String text(JsonNode json, String key, String variant) {
        String text = json.path(key).asText("");
        Set<String> names = Placeholders.names(text);
        if (!names.isEmpty()) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "is invalid at 'variants.of': the variant '%s' has {%s} in its '%s', and nothing replaces names in a variant. Remove the braces.",
                            variant,
                            names.iterator().next(),
                            key));
        }
        return text;
    }

    private static Map<String, List<JsonNode>> shipped() {
        try (InputStream json =
                Objects.requireNonNull(VariantsReader.class.getResourceAsStream("variants.json"))) {
            return new TreeMap<>(
                    new ObjectMapper()
                            .readValue(json, new TypeReference<Map<String, List<JsonNode>>>() {}));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
