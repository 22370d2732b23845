package dev.inward.property;

import static dev.inward.property.ComplianceRule.*;

import dev.inward.UnknownNameException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Compliance rules that apply together, in the order in which violations are listed. */
@SuppressWarnings("ImmutableEnumChecker") // The list is immutable.
enum ComplianceGroup {
    DEFAULT(
            NO,
            SORRY,
            SORRY_IN_STRING,
            AS_AN,
            UNDEFINED,
            IMPOSSIBLE,
            UNABLE,
            NA,
            UNPREDICTABLE,
            INSUFFICIENT,
            UNKNOWN,
            SEQUENCE,
            RANDOM,
            ITEM,
            QUESTION_MARK,
            EMPTY,
            SYSTEM,
            UNANSWERABLE,
            UNAVAILABLE,
            UNIDENTIFIABLE,
            UNRELATED,
            NEXT,
            ASTERISK,
            CAUCHY),
    REFUSAL(
            NOT_SINGLE_WORD,
            SENTENCE_RESPONSE,
            NO,
            SORRY,
            SORRY_IN_STRING,
            IMPOSSIBLE,
            UNABLE,
            NA,
            UNPREDICTABLE,
            INSUFFICIENT,
            UNKNOWN,
            SEQUENCE,
            RANDOM,
            ITEM,
            QUESTION_MARK,
            EMPTY,
            UNANSWERABLE,
            UNAVAILABLE,
            UNIDENTIFIABLE,
            UNRELATED),
    BASE_MODEL_FAILS(SYSTEM),
    SENTIMENT(NOT_SENTIMENT),
    LEXICAL_CATEGORY(ComplianceRule.LEXICAL_CATEGORY),
    KIKI_BOUBA(ComplianceRule.KIKI_BOUBA),
    NUMERIC(NOT_NUMBER),
    TRUE_FALSE(NOT_TRUE_FALSE),
    YES_NO(NOT_YES_NO),
    EVEN_ODD(NOT_EVEN_ODD),
    SYMPATHETIC(NOT_SYMPATHETIC),
    SINGLE_CHARACTER(NOT_SINGLE_CHARACTER),
    SINGLE_WORD(NOT_SINGLE_WORD, SORRY),
    MORE_THAN_1_CHARACTER(ComplianceRule.SINGLE_CHARACTER),
    MULTIPLE_CHOICE(NOT_MULTIPLE_CHOICE_ANSWER);

    private final List<ComplianceRule> rules;

    ComplianceGroup(ComplianceRule... rules) {
        this.rules = List.of(rules);
    }

    List<ComplianceRule> rules() {
        return rules;
    }

    String groupName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static List<String> names() {
        return Arrays.stream(values()).map(ComplianceGroup::groupName).toList();
    }

    static ComplianceGroup named(String name) {
        return Arrays.stream(values())
                .filter(group -> group.groupName().equals(name))
                .findFirst()
                .orElseThrow(() -> new UnknownNameException("compliance group", name, "", names()));
    }
}
