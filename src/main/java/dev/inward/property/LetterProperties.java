package dev.inward.property;

import dev.inward.property.reading.CodePoints;
import dev.inward.property.reading.WhiteSpace;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Properties of the first or the last letter of the answer.
 *
 * <p>The paper's own properties know the plain letters only, so É is not a vowel. For an empty
 * answer their value is "none".
 */
final class LetterProperties {

    private static final String VOWELS = "aeiou";
    private static final String FIRST_FIVE = "abcde";
    private static final String FIRST_HALF = "abcdefghijklm";

    private LetterProperties() {}

    static List<BehavioralProperty> all() {
        return List.of(
                BehavioralProperty.named("starts_with_vowel")
                        .askedAs("Does your answer start with a vowel?")
                        .answeredWith(AnswerFormat.TRUE_FALSE)
                        .computedFromResponse(
                                answer -> startsWith(answer, VOWELS, "true", "false")),
                BehavioralProperty.named("starts_with_vowel_direct")
                        .askedAs("Does your answer start with a vowel or not?")
                        .answeredWith(AnswerFormat.VOWEL_NO)
                        .computedFromResponse(answer -> startsWith(answer, VOWELS, "vowel", "no")),
                BehavioralProperty.named("ends_with_vowel")
                        .askedAs("Does your answer end with a vowel?")
                        .answeredWith(AnswerFormat.TRUE_FALSE)
                        .computedFromResponse(
                                answer ->
                                        valueOf(CodePoints.last(answer), VOWELS, "true", "false")),
                BehavioralProperty.named("starts_with_first_half_alphabet")
                        .askedAs("Does your answer start with a letter from A to M?")
                        .answeredWith(AnswerFormat.YES_NO)
                        .computedFromResponse(
                                answer -> startsWith(answer, FIRST_HALF, "yes", "no")),
                BehavioralProperty.named("starts_with_abcde")
                        .askedAs("Does your answer start with A, B, C, D or E?")
                        .answeredWith(AnswerFormat.YES_NO)
                        .computedFromResponse(
                                answer -> startsWith(answer, FIRST_FIVE, "yes", "no")),
                BehavioralProperty.named("early_in_alphabet")
                        .askedAs("Is the first letter of your answer early in the alphabet?")
                        .answeredWith(AnswerFormat.TRUE_FALSE)
                        .computedFromResponse(LetterProperties::earlyInAlphabet));
    }

    private static Optional<String> startsWith(
            String answer, String letters, String yes, String no) {
        return valueOf(CodePoints.first(answer), letters, yes, no);
    }

    private static Optional<String> valueOf(
            Optional<String> letter, String letters, String yes, String no) {
        return Optional.of(letter.map(each -> isAmong(each, letters) ? yes : no).orElse("none"));
    }

    private static boolean isAmong(String character, String letters) {
        return letters.contains(character.toLowerCase(Locale.ROOT));
    }

    /**
     * Unlike the others, this property skips leading white space and ignores accents: É counts as
     * E.
     */
    private static Optional<String> earlyInAlphabet(String answer) {
        return CodePoints.first(WhiteSpace.strip(answer))
                .filter(LetterProperties::isLatin)
                .map(letter -> Normalizer.normalize(letter, Normalizer.Form.NFKD))
                .flatMap(CodePoints::first)
                .map(letter -> letter.toLowerCase(Locale.ROOT))
                .filter(letter -> letter.matches("[a-z]"))
                .map(letter -> String.valueOf(FIRST_HALF.contains(letter)));
    }

    private static boolean isLatin(String character) {
        int codePoint = character.codePointAt(0);
        return Character.isLetter(codePoint)
                && Character.UnicodeScript.of(codePoint) == Character.UnicodeScript.LATIN;
    }
}
