package dev.inward.property.reading;

import java.util.regex.Pattern;

/**
 * A regular expression from a file, which is searched for with a bounded number of steps. So an
 * expression such as {@code (a+)+$} cannot hang a run. Immutable and thread-safe.
 */
public final class BoundedPattern {

    /** A step is one look at a character. A plain expression needs a few for each character. */
    static final int MAX_STEPS = 10_000_000;

    private final Pattern pattern;

    /**
     * Compiles an expression.
     *
     * @throws java.util.regex.PatternSyntaxException if it is no regular expression of Java
     */
    public BoundedPattern(String expression) {
        pattern = Pattern.compile(expression);
    }

    /** What a search found. */
    public enum Search {
        /** The expression is somewhere in the text. */
        FOUND,
        /** The expression is nowhere in the text. */
        NOT_FOUND,
        /** The search needed too many steps, or more stack than there is. */
        GIVEN_UP
    }

    /** Searches a text, untrusted, for the expression. */
    public Search in(String text) {
        try {
            return pattern.matcher(new CountedText(text)).find() ? Search.FOUND : Search.NOT_FOUND;
        } catch (TooManyStepsException | StackOverflowError e) {
            return Search.GIVEN_UP;
        }
    }

    /** A text that counts how often its characters are looked at. */
    private static final class CountedText implements CharSequence {

        private final String text;
        private int steps;

        CountedText(String text) {
            this.text = text;
        }

        @Override
        public char charAt(int index) {
            if (++steps > MAX_STEPS) {
                throw new TooManyStepsException();
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    private static final class TooManyStepsException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
