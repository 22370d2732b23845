package dev.inward.lab;

/** A prompt in tokens and the word that follows it. The word is the answer. */
record TokenizedExample(int[] prompt, int answer) {}
