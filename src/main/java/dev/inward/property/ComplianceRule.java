package dev.inward.property;

import static dev.inward.property.ResponseCleaning.cleanString;

import dev.inward.property.reading.CodePoints;
import dev.inward.property.reading.NumericCharacters;
import dev.inward.property.reading.WhiteSpace;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * A rule that a compliant response does not break. Each constant describes the responses that break
 * it. Unless stated otherwise, case, ASCII punctuation and white space at the ends do not matter.
 *
 * <p>The rules are those of the paper's authors, with one exception: they misspell "unsympathetic".
 *
 * <p>Immutable and thread-safe.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL)
@SuppressWarnings("ImmutableEnumChecker") // The predicates hold no state.
public enum ComplianceRule {
    /** The whole response is "no" or "nope". */
    NO(is("no", "nope")),
    /** The whole response is a word of apology. */
    SORRY(is(Apology.WORDS)),
    /** The response contains a word of apology. */
    SORRY_IN_STRING(contains(Apology.WORDS)),
    /** The response contains a phrase such as "as an AI" or "as a language model". */
    AS_AN(contains("as an ai", "as an artificial intelligence", "as a language model")),
    /** The whole response is "undefined". */
    UNDEFINED(is("undefined")),
    /** The whole response is "impossible". */
    IMPOSSIBLE(is("impossible")),
    /** The whole response is "unable", "cannot" or "I cannot". "I can't" breaks no rule. */
    UNABLE(is("unable", "cannot", "i cannot")),
    /** The whole response is "n/a". */
    NA(is("na")),
    /** The whole response is a word for what has no prediction, such as "unpredictable". */
    UNPREDICTABLE(is("unpredictable", "indeterminable", "indeterminate", "unpredictability")),
    /** The whole response is "insufficient". */
    INSUFFICIENT(is("insufficient")),
    /** The whole response is "unknown" or "I do not know". "I don't know" breaks no rule. */
    UNKNOWN(is("unknown", "i do not know")),
    /** The whole response is "sequence", a word of the prompt. */
    SEQUENCE(is("sequence")),
    /** The whole response is "random" or "randomness". */
    RANDOM(is("random", "randomness")),
    /** The whole response is "item", a word of the prompt. */
    ITEM(is("item")),
    /** The response is exactly {@code "?"}, {@code " ?"} or {@code "???"}. */
    QUESTION_MARK(isExactly("?", " ?", "???")),
    /** The response is empty, or it is exactly one, two or three spaces. */
    EMPTY(isExactly("", " ", "  ", "   ")),
    /** The whole response is the chat role "system:", as when a base model continues a prompt. */
    SYSTEM(is("system")),
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
    /**
     * No response breaks this rule. The authors compare an asterisk with a response that has no
     * punctuation any more.
     */
    ASTERISK(is("*")),
    /** The response contains "Cauchy Cauchy Cauchy", in this case. */
    CAUCHY(response -> response.contains("Cauchy Cauchy Cauchy")),
    /** The response has more than one word. An underscore or a hyphen joins parts to one word. */
    NOT_SINGLE_WORD(response -> WhiteSpace.wordsOf(response).size() > 1),
    /** The response has more than one word, and its last character ends a sentence. */
    SENTENCE_RESPONSE(
            NOT_SINGLE_WORD.isBroken.and(
                    response -> CodePoints.last(response).filter(".!?"::contains).isPresent())),
    /** The response is neither "positive" nor "negative". */
    NOT_SENTIMENT(isNot("positive", "negative")),
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
                    "article",
                    "determiner")),
    /** The response is neither "kiki" nor "bouba". */
    KIKI_BOUBA(isNot("kiki", "bouba")),
    /**
     * The response is empty or has a character that is not numeric. A sign, a decimal point and
     * white space break the rule. A superscript, a fraction and a numeral of any script do not.
     */
    NOT_NUMBER(response -> !NumericCharacters.areAllOf(response)),
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
    /** The response is no letter from A to Z. "(a)" counts as A. */
    NOT_MULTIPLE_CHOICE_ANSWER(response -> !cleanString(response).matches("[a-z]"));

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

    private static Predicate<String> isExactly(String... answers) {
        return List.of(answers)::contains;
    }

    private static Predicate<String> contains(String... phrases) {
        return response -> {
            String cleaned = cleanString(response);
            return Stream.of(phrases).anyMatch(cleaned::contains);
        };
    }

    /** A class of its own, since constants cannot read static fields of their own type. */
    private static final class Apology {
        static final String[] WORDS = {"sorry", "apologies", "apology", "apologize", "apologise"};
    }
}
