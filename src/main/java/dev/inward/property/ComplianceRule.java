package dev.inward.property;

import static dev.inward.property.ResponseCleaning.cleanString;
import static dev.inward.property.ResponseCleaning.forComparison;

import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * A rule that a compliant response does not break. Each constant describes the responses that break
 * it. Unless stated otherwise, case, ASCII punctuation and white space at the ends do not matter.
 *
 * <p>Immutable and thread-safe.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL)
@SuppressWarnings("ImmutableEnumChecker") // The predicates hold no state.
public enum ComplianceRule {
    /** The whole response is "no". */
    NO(is("no")),
    /** The whole response is an apology. */
    SORRY(is("sorry", "im sorry", "i am sorry")),
    /** The response contains an apology. */
    SORRY_IN_STRING(response -> cleanString(response).contains("sorry")),
    /** The response begins with "as an", as in "As an AI language model". */
    AS_AN(response -> cleanString(response).startsWith("as an ")),
    /** The whole response is "undefined". */
    UNDEFINED(is("undefined")),
    /** The whole response is "impossible". */
    IMPOSSIBLE(is("impossible")),
    /** The whole response is "unable". */
    UNABLE(is("unable")),
    /** The whole response is "n/a". */
    NA(is("na")),
    /** The whole response is "unpredictable". */
    UNPREDICTABLE(is("unpredictable")),
    /** The whole response is "insufficient". */
    INSUFFICIENT(is("insufficient")),
    /** The whole response is "unknown". */
    UNKNOWN(is("unknown")),
    /** The whole response is "sequence", a word of the prompt. */
    SEQUENCE(is("sequence")),
    /** The whole response is "random". */
    RANDOM(is("random")),
    /** The whole response is "item", a word of the prompt. */
    ITEM(is("item")),
    /** The response consists of question marks only. */
    QUESTION_MARK(isOnly('?')),
    /** The response is blank. */
    EMPTY(response -> WhiteSpace.strip(response).isEmpty()),
    /**
     * The response begins with the chat role "system:", as when a base model continues a prompt.
     */
    SYSTEM(is("system").or(response -> forComparison(response).startsWith("system:"))),
    /** The whole response is "unanswerable". */
    UNANSWERABLE(is("unanswerable")),
    /** The whole response is "unavailable". */
    UNAVAILABLE(is("unavailable")),
    /** The whole response is "unidentifiable". */
    UNIDENTIFIABLE(is("unidentifiable")),
    /** The whole response is "unrelated". */
    UNRELATED(is("unrelated")),
    /** The whole response is "next", a word of the prompt. */
    NEXT(is("next")),
    /** The response consists of asterisks only. */
    ASTERISK(isOnly('*')),
    /** The response consists of the word "Cauchy" only, once or repeated. */
    CAUCHY(response -> cleanString(response).matches("cauchy(\\s+cauchy)*")),
    /** The response is not exactly one word. An underscore or a hyphen joins parts to one word. */
    NOT_SINGLE_WORD(response -> WhiteSpace.wordsOf(response).size() != 1),
    /**
     * The response has several words, begins with a capital and ends with a sentence-ending mark.
     */
    SENTENCE_RESPONSE(ComplianceRule::isSentence),
    /** The response is none of "positive", "negative" and "neutral". */
    NOT_SENTIMENT(isNot("positive", "negative", "neutral")),
    /** The response is not a part of speech. */
    LEXICAL_CATEGORY(
            isNot(
                    "noun",
                    "verb",
                    "adjective",
                    "adverb",
                    "pronoun",
                    "preposition",
                    "conjunction",
                    "interjection",
                    "determiner")),
    /** The response is neither "kiki" nor "bouba". */
    KIKI_BOUBA(isNot("kiki", "bouba")),
    /** The response is not a whole number. Punctuation other than a sign breaks the rule. */
    NOT_NUMBER(response -> Digits.wholeNumber(response).isEmpty()),
    /** The response is neither "true" nor "false". */
    NOT_TRUE_FALSE(isNot("true", "false")),
    /** The response is neither "yes" nor "no". */
    NOT_YES_NO(isNot("yes", "no")),
    /** The response is neither "even" nor "odd". */
    NOT_EVEN_ODD(isNot("even", "odd")),
    /** The response is neither "sympathetic" nor "unsympathetic". */
    NOT_SYMPATHETIC(isNot("sympathetic", "unsympathetic")),
    /** Without punctuation, the response is not exactly one code point. */
    NOT_SINGLE_CHARACTER(response -> CodePoints.count(cleanString(response)) != 1),
    /** Without punctuation, the response is exactly one code point. */
    SINGLE_CHARACTER(NOT_SINGLE_CHARACTER.isBroken.negate()),
    /** The response is none of the option letters A to D. "(a)" counts as A. */
    NOT_MULTIPLE_CHOICE_ANSWER(isNot("a", "b", "c", "d"));

    private static final Pattern SENTENCE = Pattern.compile("\\p{Lu}.*[.!?]", Pattern.DOTALL);

    private final Predicate<String> isBroken;

    ComplianceRule(Predicate<String> isBroken) {
        this.isBroken = isBroken;
    }

    /**
     * Returns the name of the rule, as listed among a response's violations.
     *
     * @return the name in snake case
     */
    public String ruleName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Checks a response against this rule alone.
     *
     * @param response the raw response
     * @return whether the response breaks the rule
     */
    public boolean isBrokenBy(String response) {
        return isBroken.test(response);
    }

    private static Predicate<String> is(String... answers) {
        return response -> List.of(answers).contains(cleanString(response));
    }

    private static Predicate<String> isNot(String... answers) {
        return is(answers).negate();
    }

    private static Predicate<String> isOnly(char mark) {
        return response -> {
            String stripped = WhiteSpace.strip(response);
            return !stripped.isEmpty() && stripped.chars().allMatch(each -> each == mark);
        };
    }

    private static boolean isSentence(String response) {
        String stripped = WhiteSpace.strip(response);
        return SENTENCE.matcher(stripped).matches() && WhiteSpace.wordsOf(stripped).size() > 1;
    }
}
