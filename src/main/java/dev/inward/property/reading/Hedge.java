package dev.inward.property.reading;

import java.util.regex.Pattern;

/** Finds English words with which an answer limits its own certainty, such as "perhaps". */
public final class Hedge {

    private static final Pattern HEDGE =
            Pattern.compile(
                    "\\b(?:perhaps|maybe|possibly|probably|presumably|arguably|conceivably"
                            + "|(?:most |very |quite )?likely|unlikely"
                            + "|(?:it|that|this) (?:all |really )?depends|depending on"
                            + "|i(?:'m| am) not (?:entirely |completely |quite |fully |100% )?(?:sure|certain)"
                            + "|i (?:think|believe(?! in\\b)|suppose|guess|assume|suspect)"
                            + "|might (?:be|have|also|not|want|seem|still|well)"
                            + "|(?:it|that|this|there|which|they|he|she|we|you|i) might"
                            + "|may (?:be|have|also|not|vary|differ|depend|still|well|want)"
                            + "|could be|could have been"
                            + "|(?:it|this|that) (?:seems|appears)"
                            + "|as far as i (?:know|can)|to (?:the best of )?my knowledge"
                            + "|in my (?:opinion|view)|(?:hard|difficult) to (?:say|tell)"
                            + "|not (?:entirely )?clear|unclear|can vary|roughly speaking|generally|in general"
                            + "|not (?:yet )?(?:known|certain)|uncertain|unsure|not sure|no way to know"
                            + "|a (?:good |small |fair )?chance|chances are|either way|to some extent|more or less"
                            + "|if i (?:remember|recall)|if i'm not mistaken|i(?:'d| would) (?:guess|lean|estimate|assume)"
                            + "|(?:can't|cannot) be (?:sure|certain)|some evidence|my (?:best )?guess|apparently"
                            + "|in (?:most|many|some) cases|it(?:'s| is) possible|(?:seems?|appears?) to be)\\b");

    private Hedge() {}

    /** Returns whether an answer has such a word outside of quotations and fenced code. */
    public static boolean isIn(String answer) {
        return HEDGE.matcher(Phrases.ownWords(answer)).find();
    }
}
