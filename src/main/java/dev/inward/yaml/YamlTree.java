package dev.inward.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.Event.ID;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.parser.Parser;

/**
 * Turns one YAML document into a tree. It rejects what a reader cannot see or what most parsers
 * drop: duplicate keys, further documents, aliases, merge keys and tags.
 */
final class YamlTree {

    private static final int MAX_DEPTH = 50;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Pattern HALF_CHARACTER = Pattern.compile("\\p{Cs}");

    private final Parser parser;
    private final PlainScalars plainScalars;

    private YamlTree(Parser parser, PlainScalars plainScalars) {
        this.parser = parser;
        this.plainScalars = plainScalars;
    }

    /** Returns the document, or a missing node if the text has none. */
    static JsonNode parse(String text, PlainScalars plainScalars) throws InvalidYamlException {
        try {
            return new YamlTree(YamlEvents.parser(text), plainScalars).document();
        } catch (YAMLException e) {
            throw SyntaxProblems.of(e);
        }
    }

    private JsonNode document() throws InvalidYamlException {
        parser.getEvent();
        if (parser.checkEvent(ID.StreamEnd)) {
            return MissingNode.getInstance();
        }
        parser.getEvent();
        JsonNode root = node(parser.getEvent(), 0);
        parser.getEvent();
        if (!parser.checkEvent(ID.StreamEnd)) {
            throw problem(
                    parser.getEvent(),
                    "a second YAML document begins; put everything into one document, and remove the line '---' or '...' between them");
        }
        return root;
    }

    private JsonNode node(Event event, int depth) throws InvalidYamlException {
        if (depth > MAX_DEPTH) {
            throw problem(event, "values are nested more than " + MAX_DEPTH + " levels deep");
        }
        rejectReference(event);
        if (event instanceof ScalarEvent scalar) {
            rejectTag(event, scalar.getTag(), Tag.STR);
            rejectEmptyBlock(scalar);
            rejectHalfCharacter(scalar);
            return scalar.isPlain() && scalar.getTag() == null
                    ? plainScalars.value(scalar.getValue())
                    : TextNode.valueOf(scalar.getValue());
        }
        if (event instanceof SequenceStartEvent sequence) {
            rejectTag(event, sequence.getTag(), Tag.SEQ);
            return list(depth);
        }
        rejectTag(event, ((MappingStartEvent) event).getTag(), Tag.MAP);
        return mapping(depth);
    }

    private ArrayNode list(int depth) throws InvalidYamlException {
        ArrayNode list = NODES.arrayNode();
        while (!parser.checkEvent(ID.SequenceEnd)) {
            list.add(node(parser.getEvent(), depth + 1));
        }
        parser.getEvent();
        return list;
    }

    private ObjectNode mapping(int depth) throws InvalidYamlException {
        ObjectNode mapping = NODES.objectNode();
        Map<String, Location> locations = new HashMap<>();
        while (!parser.checkEvent(ID.MappingEnd)) {
            Event event = parser.getEvent();
            String key = key(event);
            Location location = Location.of(event.getStartMark());
            Location first = locations.putIfAbsent(key, location);
            if (first != null) {
                throw problem(
                        event,
                        String.format(
                                Locale.ROOT,
                                "the key '%s' is given twice, first at %s; remove one of them",
                                key,
                                first));
            }
            mapping.set(key, node(parser.getEvent(), depth + 1));
        }
        parser.getEvent();
        return mapping;
    }

    private static String key(Event event) throws InvalidYamlException {
        if (event instanceof SequenceStartEvent || event instanceof MappingStartEvent) {
            throw problem(
                    event,
                    "a list or a mapping stands where a key is expected; put text that begins with [ or { in quotes");
        }
        rejectReference(event);
        var scalar = (ScalarEvent) event;
        rejectTag(event, scalar.getTag(), Tag.STR);
        rejectHalfCharacter(scalar);
        if (scalar.isPlain() && scalar.getValue().equals("<<")) {
            throw problem(event, "the merge key '<<' is not read; write the keys themselves");
        }
        return scalar.getValue();
    }

    private static void rejectReference(Event event) throws InvalidYamlException {
        if (event instanceof AliasEvent alias) {
            throw problem(
                    event,
                    String.format(
                            Locale.ROOT,
                            "'*%s' refers to another value; write the value itself, or put the text in quotes",
                            alias.getAnchor()));
        }
        if (event instanceof NodeEvent node && node.getAnchor() != null) {
            throw problem(
                    event,
                    String.format(
                            Locale.ROOT,
                            "'&%s' names a value for references, which are not read; remove it, or put the text in quotes",
                            node.getAnchor()));
        }
    }

    private static void rejectEmptyBlock(ScalarEvent scalar) throws InvalidYamlException {
        if ((scalar.isLiteral() || scalar.isFolded()) && scalar.getValue().isEmpty()) {
            throw problem(
                    scalar,
                    "the block of lines after | or > is empty; write it, or put the text in quotes");
        }
    }

    /** An escape such as {@code "\\ud83d"} alone cannot be sent: UTF-8 has nothing for it. */
    private static void rejectHalfCharacter(ScalarEvent scalar) throws InvalidYamlException {
        Matcher half = HALF_CHARACTER.matcher(scalar.getValue());
        if (half.find()) {
            throw problem(
                    scalar,
                    String.format(
                            Locale.ROOT,
                            "there is one half of a character, \\u%04X, without the other; write the whole character",
                            (int) half.group().charAt(0)));
        }
    }

    /** Rejects a tag such as {@code !!binary}. The tag that the value has anyway is allowed. */
    private static void rejectTag(Event event, @Nullable String tag, Tag allowed)
            throws InvalidYamlException {
        if (tag != null && !tag.equals(allowed.getValue())) {
            throw problem(
                    event,
                    String.format(
                            Locale.ROOT,
                            "the tag %s is not read; remove it, and put text in quotes",
                            tag.replace(Tag.PREFIX, "!!")));
        }
    }

    private static InvalidYamlException problem(Event event, String problem) {
        return new InvalidYamlException(Location.of(event.getStartMark()), problem);
    }
}
