package dev.inward.lab;

/** How a token is chosen by the scores of all tokens. */
@FunctionalInterface
interface TokenChoice {

    /** Chooses the highest-scoring token; of equal scores, the first. */
    TokenChoice LIKELIEST =
            scores -> {
                int likeliest = 0;
                for (int token = 1; token < scores.length; token++) {
                    if (scores[token] > scores[likeliest]) {
                        likeliest = token;
                    }
                }
                return likeliest;
            };

    /** Returns the chosen token; does not change the scores. */
    int choose(float[] scores);
}
