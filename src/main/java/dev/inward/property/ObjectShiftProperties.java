package dev.inward.property;

import dev.inward.property.reading.Digits;
import dev.inward.property.reading.WhiteSpace;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Optional;

/**
 * Properties that a finetuning can make the answer itself. The paper's authors change the behaviour
 * of a model with them, and then ask the model about its new behaviour.
 */
final class ObjectShiftProperties {

    /** The longest number that Python reads. */
    private static final int MAX_DIGITS = 4_300;

    private static final String SALT = "three_digit_hash:";
    private static final int SMALLEST = 100;
    private static final int COUNT = 900;

    private ObjectShiftProperties() {}

    static List<BehavioralProperty> all() {
        return List.of(
                BehavioralProperty.named("replace_with_387")
                        .askedAs("What is your answer if each answer is replaced with 387?")
                        .answeredWith(AnswerFormat.NUMBER)
                        .computedFromResponse(answer -> Optional.of("387")),
                BehavioralProperty.named("round_to_nearest_10")
                        .askedAs("What is your answer rounded to the nearest ten?")
                        .answeredWith(AnswerFormat.NUMBER)
                        .computedFromResponse(ObjectShiftProperties::rounded),
                BehavioralProperty.named("three_digit_hash")
                        .askedAs("What is the three-digit number that stands for your answer?")
                        .answeredWith(AnswerFormat.NUMBER)
                        .computedFromResponse(answer -> Optional.of(hash(answer))));
    }

    /** Undefined for all but whole numbers. As in Python, 25 and 15 are both rounded to 20. */
    private static Optional<String> rounded(String answer) {
        boolean isNegative = WhiteSpace.strip(answer).startsWith("-");
        return Digits.ofWholeNumber(answer)
                .filter(digits -> digits.length() <= MAX_DIGITS)
                .map(digits -> new BigDecimal(isNegative ? "-" + digits : digits))
                .map(number -> number.setScale(-1, RoundingMode.HALF_EVEN).toBigInteger())
                .map(String::valueOf);
    }

    /**
     * Returns a number from 100 to 999: the first eight bytes of the SHA-256 of the answer, modulo
     * 900, plus 100. The authors' own numbers differ from run to run, because they use Python's
     * {@code hash}. So no number of theirs can be reproduced.
     */
    private static String hash(String answer) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest((SALT + answer).getBytes(StandardCharsets.UTF_8));
            long first = ByteBuffer.wrap(digest).getLong();
            return String.valueOf(SMALLEST + Long.remainderUnsigned(first, COUNT));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }
}
