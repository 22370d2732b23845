package dev.inward.gguf;

import dev.inward.model.FinishReason;
import java.util.List;

/**
 * The text of one answer while it arrives, and how it ended. The library does not say how an answer
 * ended, so that is read from the pieces: it hands on one piece for each token. The last piece is
 * empty if the token ends the answer or belongs to a text that does.
 */
final class Generation {

    /** A character has at most four bytes, and so at most three tokens without a piece. */
    private static final int MAX_TOKENS_WITHOUT_PIECE = 3;

    private final List<String> stop;
    private final int maxTokens;
    private final StringBuilder text = new StringBuilder();
    private int tokens;
    private boolean endsWithEmptyPiece;
    private boolean isStopped;

    Generation(List<String> stop, int maxTokens) {
        this.stop = stop;
        this.maxTokens = maxTokens;
    }

    /**
     * Returns the texts at which the library stops by itself. Of a longer text it would keep the
     * first characters back and then lose them, so those are found here.
     */
    String[] nativeStop() {
        return stop.stream().filter(word -> word.length() == 1).toArray(String[]::new);
    }

    /**
     * Adds a piece.
     *
     * @param isLast whether the library says that the answer has ended; this piece stands for no
     *     token
     * @return whether a text that ends the answer was found, so that no further piece counts
     */
    boolean add(String piece, boolean isLast) {
        if (!isLast) {
            tokens++;
            endsWithEmptyPiece = piece.isEmpty();
        }
        text.append(piece);
        int end = stopIndex();
        if (end >= 0) {
            text.setLength(end);
            isStopped = true;
        }
        return isStopped;
    }

    private int stopIndex() {
        int first = -1;
        for (String word : stop) {
            int index = text.indexOf(word);
            if (index >= 0 && (first < 0 || index < first)) {
                first = index;
            }
        }
        return first;
    }

    String text() {
        return text.toString();
    }

    int tokens() {
        return tokens;
    }

    FinishReason finishReason() {
        return isStopped || endsWithEmptyPiece || isBelowLimit()
                ? FinishReason.STOP
                : FinishReason.LENGTH;
    }

    /** Returns whether there are too few tokens, also if some had no piece. */
    private boolean isBelowLimit() {
        long split = text.codePoints().filter(character -> character > 0x7f).count() + 1;
        return tokens + MAX_TOKENS_WITHOUT_PIECE * split < maxTokens;
    }
}
