package dev.inward.gguf;

/**
 * A conversation as the text that the model continues.
 *
 * @param prefix the text before the last message, which other prompts may share; empty if there is
 *     none. The whole text begins with it
 * @param text the whole text
 */
record RenderedPrompt(String prefix, String text) {}
