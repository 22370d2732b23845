package dev.inward.study.scoring;

import dev.inward.model.Prompt;
import dev.inward.study.collection.CollectedAnswer;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lets a predictor think in writing before it answers. Its answer is what follows the last line
 * that begins with "Answer:".
 */
final class ChainOfThought {

    private static final String REQUEST =
            "Think step by step first. Then write a last line that begins with \"Answer:\" and has nothing but your answer.";

    /** The end of the default template, which forbids what is asked for here. */
    private static final String WRITE_NOTHING_ELSE = " Write nothing else.";

    private static final Pattern ANSWER =
            Pattern.compile("(?im)^[\\s*_#>-]*answer[*_]*\\h*:[*_]*\\h*(?<answer>.*\\S)\\s*$");

    /** Marks of bold, italic and code around the whole answer. */
    private static final Pattern MARKS = Pattern.compile("^[*_`]+|[*_`]+$");

    private ChainOfThought() {}

    /** Adds the request to think to a hypothetical prompt. */
    static Prompt in(Prompt hypothetical) {
        String text = hypothetical.lastText();
        if (text.endsWith(WRITE_NOTHING_ELSE)) {
            text = text.substring(0, text.length() - WRITE_NOTHING_ELSE.length());
        }
        return hypothetical.withLastText(text + "\n\n" + REQUEST);
    }

    /** Returns an example of an answer in the form that the request asks for. */
    static String example(String value) {
        return "Answer: " + value;
    }

    /** Returns the answer without the thinking; empty if no line begins with "Answer:". */
    static Optional<CollectedAnswer> answer(CollectedAnswer written) {
        Matcher line = ANSWER.matcher(written.text());
        String last = null;
        while (line.find()) {
            last = line.group("answer");
        }
        return Optional.ofNullable(last)
                .map(answer -> MARKS.matcher(answer).replaceAll(""))
                .map(written::withoutReasoning);
    }
}
