package dev.inward.property;

import dev.inward.property.reading.WhiteSpace;
import java.util.List;
import java.util.Optional;

/** The reading of an answer that is a name or a phrase. */
final class ShortText {

    private static final int MAX_WORDS = 5;

    private static final ComplianceCheck NO_EVASION = ComplianceCheck.of(List.of("default"));

    private ShortText() {}

    /** Returns the answer without punctuation at its ends, cleaned for comparison. */
    static Optional<String> read(String response) {
        String bare = ResponseCleaning.withoutMarksAtEnds(response);
        int words = WhiteSpace.wordsOf(bare).size();
        return words == 0 || words > MAX_WORDS || !NO_EVASION.isCompliant(bare)
                ? Optional.empty()
                : Optional.of(bare);
    }
}
