package dev.inward.yaml;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/** Says in plain English what a YAML parser complains about, and how to mend it. */
final class SyntaxProblems {

    private static final Pattern UNFINISHED =
            Pattern.compile("end of stream|<stream end>|could not find expected ':'");

    /** From a pattern for the parser's words to ours. The first pattern that fits counts. */
    private static final Map<String, String> BY_WORDS = new LinkedHashMap<>();

    static {
        BY_WORDS.put(
                "character '\\\\t\\(TAB\\)'",
                "a tab stands where a value or a key is expected; YAML indents with spaces only");
        BY_WORDS.put(
                "that cannot start any token",
                "a text begins with a character that begins no text in YAML; put the text in quotes");
        BY_WORDS.put(
                "mapping values are not allowed here",
                "a second colon makes a key out of this text; put the text in quotes, or mend the indentation");
        BY_WORDS.put(
                "sequence entries are not allowed here",
                "a text begins with a dash and a space, which begin a list element; put the text in quotes");
        BY_WORDS.put(
                "mapping keys are not allowed here",
                "a text begins with a question mark and a space, which begin a key; put the text in quotes");
        BY_WORDS.put(
                "while scanning a quoted scalar",
                "a quote is opened that no other closes; close it, or put the text in quotes of the other kind");
        BY_WORDS.put(
                "while scanning a double-quoted scalar",
                "a backslash has a meaning in double quotes, but not this one; double it, or use single quotes");
        BY_WORDS.put(
                "could not find expected ':'",
                "a line has no colon after its key; add it, or put a text of several lines in quotes");
        BY_WORDS.put(
                "while scanning an alias",
                "a text begins with *, which refers to another value; put the text in quotes");
        BY_WORDS.put(
                "while scanning an anchor",
                "a text begins with &, which names a value; put the text in quotes");
        BY_WORDS.put(
                "while scanning a block scalar",
                "a text begins with | or >, which begin a block of lines; put the text in quotes, or begin the block on the next line");
        BY_WORDS.put(" tag", "a text begins with !, which begins a tag; put the text in quotes");
        BY_WORDS.put(
                "directive",
                "a line begins with %, which begins a directive; put the text in quotes");
        BY_WORDS.put(
                "while parsing a flow.*<stream end>",
                "a [ or { is opened that no other closes; close it, or put the text in quotes");
        BY_WORDS.put(
                "while parsing a flow sequence",
                "a list that begins with [ lacks a comma or its ] here; add it, or put the text in quotes");
        BY_WORDS.put(
                "while parsing a flow mapping",
                "a mapping that begins with { lacks a comma or its } here; add it, or put the text in quotes");
        BY_WORDS.put(
                "while parsing a block.*<scalar>",
                "text follows after a closing quote; put the whole text in one pair of quotes, of the other kind if it has quotes");
        BY_WORDS.put(
                "while parsing a block collection",
                "this line fits into no list above it; mend its indentation, or put the text in quotes");
        BY_WORDS.put(
                "while parsing a block mapping",
                "this line fits into no mapping above it; mend its indentation, or put the text in quotes");
        BY_WORDS.put(
                "expected '<document start>'",
                "text follows after the end of the document; put everything into one document, without the line '...'");
    }

    private SyntaxProblems() {}

    static InvalidYamlException of(YAMLException failure) {
        if (!(failure instanceof MarkedYAMLException marked)) {
            return new InvalidYamlException(
                    Location.START, "this is not YAML: " + failure.getMessage(), failure);
        }
        String context = String.valueOf(marked.getContext());
        String words = context + ", " + marked.getProblem();
        String problem =
                BY_WORDS.entrySet().stream()
                        .filter(entry -> words.matches("(?s).*(?:" + entry.getKey() + ").*"))
                        .map(Map.Entry::getValue)
                        .findFirst()
                        .orElse("this is not YAML: " + marked.getProblem());
        return new InvalidYamlException(location(marked), problem, failure);
    }

    /** What is not closed or has no colon is where it begins; all else where the parser stops. */
    private static Location location(MarkedYAMLException failure) {
        Mark begin = failure.getContextMark();
        Mark stop = failure.getProblemMark();
        Mark mark =
                stop == null || (begin != null && UNFINISHED.matcher(failure.getProblem()).find())
                        ? begin
                        : stop;
        return mark == null ? Location.START : Location.of(mark);
    }
}
