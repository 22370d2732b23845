package dev.inward.lab;

import java.util.List;

/** A prompt in tokens and the word that follows it. */
record TokenizedExample(int[] prompt, int answer) {

    /** Lines rows up on the right, so that every answer follows the last column. */
    static Training.Batch batch(List<TokenizedExample> rows) {
        int columns = rows.stream().mapToInt(row -> row.prompt().length).max().orElseThrow();
        var tokens = new int[rows.size()][columns];
        var answers = new int[rows.size()];
        for (int i = 0; i < answers.length; i++) {
            int[] prompt = rows.get(i).prompt();
            System.arraycopy(prompt, 0, tokens[i], columns - prompt.length, prompt.length);
            answers[i] = rows.get(i).answer();
        }
        return new Training.Batch(tokens, answers);
    }
}
