package dev.inward.property.reading;

/**
 * Unicode's numeric characters: exactly those for which Python's {@code str.isnumeric} is true.
 * They are the digits, letter numerals, fractions and superscripts of all scripts, and the
 * ideographs that the Unihan database gives a number. Java has no such set.
 */
public final class NumericCharacters {

    private static final String IDEOGRAPHS =
            "㐅㒃㠪㭍一七万三九二五亖亿什仟仨伍佰億兆兩八六十千卄卅卌叁参參叄四壱壹幺廾廿弌弍弎弐拾捌柒漆玖百肆萬貮貳贰阡陆陌陸零"
                    + "\uf96b\uf973\uf978\uf9b2\uf9d1\uf9d3\uf9fd"
                    + "𠀁𠁤𠃢𠄡𠤪𠦃𠦌𠦜𠫪𠫽𠬙𢎐𢦘𣬛𦉭"
                    + "\ud87e\udc90";

    private NumericCharacters() {}

    /** Returns whether a text is not empty and has numeric characters only. */
    public static boolean areAllOf(String text) {
        return !text.isEmpty() && text.codePoints().allMatch(NumericCharacters::contains);
    }

    private static boolean contains(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.DECIMAL_DIGIT_NUMBER, Character.LETTER_NUMBER, Character.OTHER_NUMBER ->
                    true;
            default -> IDEOGRAPHS.indexOf(codePoint) >= 0;
        };
    }
}
