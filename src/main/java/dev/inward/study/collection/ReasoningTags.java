package dev.inward.study.collection;

import dev.inward.model.ModelSpecification;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Removes the reasoning at the start of an answer, which servers without a reasoning parser leave
 * in the text. The stored answer stays complete: the removal happens after it is read.
 *
 * <p>Immutable and thread-safe.
 *
 * @param names the names of the tags, such as {@code think}; empty if nothing is removed
 */
public record ReasoningTags(List<String> names) {

    /** The tags that are removed unless the entry of a model says otherwise. */
    public static final ReasoningTags DEFAULT =
            new ReasoningTags(
                    List.of("think", "thinking", "thought", "reasoning", "seed:think", "channel"));

    private static final String KEY = "reasoning-tags";
    private static final String NONE = "none";

    /**
     * Each form has the opening and the closing of a tag. {@code NAME} stands for its name. A tag
     * such as {@code <think/>} opens and closes at once.
     */
    private static final Map<String, String> FORMS =
            Map.of(
                    "<NAME(\\s[^<>]*)?(?<!/)>", "<\\s*/\\s*NAME\\s*>",
                    "<NAME\\s{0,9}/>", "(?<=<NAME\\s{0,9}/>)",
                    "\\[NAME]", "\\[/NAME]",
                    "<\\|NAME\\|>", "<\\|/NAME\\|>",
                    "\u25c1NAME\u25b7", "\u25c1/NAME\u25b7",
                    "<\\|begin_of_NAME\\|>", "<\\|end_of_NAME\\|>",
                    "<\\|start_NAME\\|>", "<\\|end_NAME\\|>",
                    "<\\|NAME>", "<NAME\\|>");

    /** White space, also that which Java does not call so, and a byte order mark. */
    private static final Pattern BLANK_START = Pattern.compile("^[\\s\\p{Z}\\p{Cc}\\p{Cf}]+");

    private static final Map<String, List<TagForm>> COMPILED = new ConcurrentHashMap<>();

    /** The answer follows this channel in the format of gpt-oss; the other channels precede it. */
    private static final Pattern FINAL_CHANNEL =
            Pattern.compile(
                    "\\s*(<\\|start\\|>assistant)?<\\|channel\\|>.*?(?<=<\\|channel\\|>)final<\\|message\\|>"
                            + "|\\s*analysis.*?assistantfinal",
                    Pattern.DOTALL);

    private static final Pattern OTHER_CHANNEL =
            Pattern.compile("\\s*(<\\|start\\|>assistant)?<\\|channel\\|>");
    private static final Pattern END_OF_CHANNEL = Pattern.compile("<\\|(return|end)\\|>\\s*$");

    /** The opening and the closing of a tag. */
    private record TagForm(Pattern opening, Pattern closing) {}

    /**
     * An answer without its reasoning.
     *
     * @param text the rest of the answer, untrusted
     * @param hadReasoning whether something was removed
     */
    record Remainder(String text, boolean hadReasoning) {}

    /**
     * Copies the names.
     *
     * @param names as in the record
     */
    public ReasoningTags {
        names = List.copyOf(names);
    }

    /**
     * Reads {@code reasoning-tags} of an entry: a list of names, one name, or {@code none}.
     *
     * @throws IllegalArgumentException if a name has other characters than letters, digits, and
     *     {@code _ : . -}
     */
    public static ReasoningTags of(ModelSpecification specification) {
        if (!specification.settings().containsKey(KEY)) {
            return DEFAULT;
        }
        List<String> names =
                specification.strings(KEY).stream()
                        .flatMap(text -> Arrays.stream(text.split(",", -1)))
                        .map(String::strip)
                        .toList();
        if (!names.stream().allMatch(name -> name.matches("[\\w:.-]+"))) {
            throw specification.invalidSetting(
                    KEY, "names of tags without brackets, such as [think, thinking], or 'none'");
        }
        return new ReasoningTags(names.equals(List.of(NONE)) ? List.of() : names);
    }

    /**
     * Removes the reasoning before an answer. A tag that is never closed ends at the first closing
     * of another tag, since models mix them up. Without any, it contains the whole text. If only
     * the closing tag is there, the reasoning began in the prompt, so everything before the tag is
     * removed.
     *
     * @param text the text of an answer, untrusted
     */
    Remainder remainder(String text) {
        if (names.contains("channel")) {
            Matcher answer = FINAL_CHANNEL.matcher(text);
            if (answer.lookingAt()) {
                String rest = text.substring(answer.end());
                return new Remainder(END_OF_CHANNEL.matcher(rest).replaceFirst(""), true);
            }
            if (OTHER_CHANNEL.matcher(text).lookingAt()) {
                return new Remainder("", true);
            }
        }
        List<TagForm> forms = new ArrayList<>();
        names.forEach(name -> forms.addAll(COMPILED.computeIfAbsent(name, ReasoningTags::forms)));
        String rest = withoutBlankStart(text);
        boolean wasCut = false;
        for (int end = endOfReasoning(rest, forms, false); end > 0; ) {
            rest = withoutBlankStart(rest.substring(end));
            wasCut = true;
            end = endOfReasoning(rest, forms, true);
        }
        return wasCut ? new Remainder(rest, true) : new Remainder(text, false);
    }

    private static String withoutBlankStart(String text) {
        return BLANK_START.matcher(text).replaceFirst("");
    }

    private static List<TagForm> forms(String name) {
        return FORMS.entrySet().stream()
                .map(
                        form ->
                                new TagForm(
                                        pattern(form.getKey(), name),
                                        pattern(form.getValue(), name)))
                .toList();
    }

    private static Pattern pattern(String form, String name) {
        return Pattern.compile(
                form.replace("NAME", Pattern.quote(name)),
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    /**
     * Returns where the reasoning at the start of a text ends; 0 if there is none.
     *
     * @param isAfterReasoning whether reasoning was removed before the text. A closing tag then
     *     counts only at the very start
     */
    private static int endOfReasoning(String text, List<TagForm> forms, boolean isAfterReasoning) {
        for (TagForm form : forms) {
            if (form.opening().matcher(text).lookingAt()) {
                int end = endOfBlock(text, form);
                return end > 0 ? end : firstClosing(text, forms);
            }
        }
        for (TagForm form : forms) {
            Matcher closing = form.closing().matcher(text);
            if (isAfterReasoning ? closing.lookingAt() : closing.find()) {
                boolean isOpenedBefore =
                        form.opening().matcher(text.substring(0, closing.start())).find();
                if (!isOpenedBefore) {
                    return closing.end();
                }
            }
        }
        return 0;
    }

    /**
     * Returns the end of the block that begins the text. Nested blocks belong to it. A block that
     * mentions its own opening tag ends at the last closing tag. Returns 0 if there is none.
     */
    private static int endOfBlock(String text, TagForm form) {
        Matcher opening = form.opening().matcher(text);
        Matcher closing = form.closing().matcher(text);
        int depth = 0;
        int end = 0;
        boolean hasOpening = opening.find();
        while (closing.find(end)) {
            while (hasOpening && opening.start() < closing.start()) {
                depth++;
                hasOpening = opening.find();
            }
            depth--;
            end = closing.end();
            if (depth == 0) {
                return end;
            }
        }
        return end;
    }

    /** Returns the end of the first closing tag; the end of the text if there is none. */
    private static int firstClosing(String text, List<TagForm> forms) {
        return forms.stream()
                .map(form -> form.closing().matcher(text))
                .filter(Matcher::find)
                .min(Comparator.comparingInt(Matcher::start))
                .map(Matcher::end)
                .orElse(text.length());
    }
}
