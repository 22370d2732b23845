package dev.inward.lab;

import java.util.List;

/** A prompt in tokens and the word that follows it. The word is the answer. */
record TokenizedExample(int[] prompt, int answer) {

    /** Pads prompts on the left, so that every answer follows the last column. */
    static Training.Minibatch minibatch(List<TokenizedExample> examples) {
        int columns =
                examples.stream().mapToInt(example -> example.prompt().length).max().orElseThrow();
        var tokens = new int[examples.size()][columns];
        var answers = new int[examples.size()];
        for (int i = 0; i < answers.length; i++) {
            int[] prompt = examples.get(i).prompt();
            System.arraycopy(prompt, 0, tokens[i], columns - prompt.length, prompt.length);
            answers[i] = examples.get(i).answer();
        }
        return new Training.Minibatch(tokens, answers);
    }
}
