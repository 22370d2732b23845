package dev.inward.gguf;

import de.kherud.llama.InferenceParameters;
import de.kherud.llama.LlamaIterator;
import de.kherud.llama.LlamaModel;
import de.kherud.llama.args.Sampler;
import dev.inward.model.ApiException;
import dev.inward.model.Completion;
import dev.inward.model.Usage;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/**
 * A model in native memory. All of them together answer one prompt at a time: two that compute at
 * the same time were seen to change each other's answers.
 *
 * <p>What a processor computes for a token depends in the last digits on how many tokens it
 * computes together. A cache that takes what two prompts happen to share would therefore let an
 * answer depend on the prompt before. So the text before the last message is computed once, and
 * before each prompt the cache is cut back to exactly that text. The same prompt then always has
 * the same answer, in whatever order prompts come.
 *
 * <p>The library's exception has no name outside of its package, so every exception of a call is
 * taken for it.
 *
 * <p>Only one thread may use it.
 */
final class NativeModel {

    private static final int PAUSES = 3;
    private static final long MIN_PAUSE_NANOS = 10_000_000;

    /** The marks that the library adds at the start and perhaps at the end. */
    private static final int ADDED_TOKENS = 2;

    private final String sha256;
    private final LlamaModel model;

    /** The text in the cache; empty if it is not known. */
    private String cached = "";

    private int[] cachedTokens = new int[0];

    private NativeModel(String sha256, LlamaModel model) {
        this.sha256 = sha256;
        this.model = model;
    }

    /**
     * Loads the model of an entry.
     *
     * @throws IllegalArgumentException if the file holds a model that the library does not know
     */
    static NativeModel load(GgufSettings settings) {
        synchronized (NativeModel.class) {
            var loaded = new NativeModel(settings.sha256(), NativeWeights.load(settings));
            loaded.settle();
            return loaded;
        }
    }

    /**
     * Waits until the library has emptied the new cache.
     *
     * <p>The library computes in a thread of its own, which empties the cache once: at the first
     * moment without a request. On a busy machine, requests can arrive before that moment. Then it
     * comes later, and a cache that is in use would become empty unseen. The library does not
     * report the moment. So this method makes pauses after requests that leave nothing in the
     * cache. A pause is as long as its request took, and so grows with the load of the machine. The
     * thread needs a tiny part of that time to reach the moment, and one pause of them suffices.
     */
    private void settle() {
        for (int i = 0; i < PAUSES; i++) {
            long start = System.nanoTime();
            computeOneToken(".", false);
            LockSupport.parkNanos(Math.max(MIN_PAUSE_NANOS, System.nanoTime() - start));
        }
    }

    /**
     * Returns the chat template in the file.
     *
     * @throws IllegalArgumentException if the library does not know this template
     */
    PromptRenderer chatTemplate(GgufSettings settings, GgufFile file) {
        return ChatTemplate.of(settings, file, model);
    }

    /**
     * Answers a prompt.
     *
     * @param settings the settings of the prompt's entry
     * @param prompt the text to continue
     * @param sample the number of the sample
     * @throws ApiException if the prompt does not fit into the context
     */
    Completion answer(GgufSettings settings, RenderedPrompt prompt, int sample) {
        synchronized (NativeModel.class) {
            return answerAlone(settings, prompt, sample);
        }
    }

    private Completion answerAlone(GgufSettings settings, RenderedPrompt prompt, int sample) {
        int[] tokens = model.encode(prompt.text());
        requireFits(settings, tokens.length);
        try {
            boolean isShared = cutBack(prompt, tokens);
            var generation = new Generation(settings.stop(), settings.maxTokens());
            read(
                    generation,
                    parameters(settings, prompt.text(), sample)
                            .setNPredict(settings.maxTokens())
                            .setStopStrings(generation.nativeStop())
                            .setCachePrompt(isShared));
            String text =
                    settings.labels() == null
                            ? generation.text()
                            : settings.labels().answer(generation.text());
            return new Completion(
                    text,
                    generation.finishReason(),
                    new Usage(tokens.length, 0, generation.tokens()),
                    sha256,
                    null,
                    null);
        } catch (RuntimeException e) {
            forget();
            throw new ApiException(
                    String.format(
                            Locale.ROOT,
                            "Model '%s' gives no answer: %s. Shorten the prompt, or raise 'context-size'.",
                            settings.name(),
                            e.getMessage()),
                    ApiException.Kind.PROMPT,
                    null,
                    e);
        }
    }

    private void read(Generation generation, InferenceParameters parameters) {
        LlamaIterator pieces = model.generate(parameters).iterator();
        while (pieces.hasNext()) {
            String piece = pieces.next().text;
            boolean isStopped = generation.add(piece, !pieces.hasNext());
            if (isStopped && pieces.hasNext()) {
                pieces.cancel();
                // Returns when the library no longer computes the cancelled answer.
                computeOneToken(cached.isEmpty() ? "." : cached, !cached.isEmpty());
            }
        }
    }

    private static void requireFits(GgufSettings settings, int tokens) {
        int needed = tokens + ADDED_TOKENS + settings.maxTokens();
        if (needed > settings.contextSize()) {
            throw new ApiException(
                    String.format(
                            Locale.ROOT,
                            "Model '%s' has 'context-size: %d' in models.yaml; a prompt of %d tokens and an answer of up to %d need %d. Raise it, or shorten the prompt.",
                            settings.name(),
                            settings.contextSize(),
                            tokens,
                            settings.maxTokens(),
                            needed),
                    ApiException.Kind.PROMPT,
                    null,
                    null);
        }
    }

    /**
     * Cuts the cache back to the text before the last message, so that this text is not computed
     * again.
     *
     * @return whether the prompt may use the cache; without it the whole prompt is computed
     */
    private boolean cutBack(RenderedPrompt prompt, int[] tokens) {
        String prefix = prompt.prefix();
        int[] first = prefix.equals(cached) ? cachedTokens : model.encode(prefix);
        if (first.length == 0
                || first.length >= tokens.length
                || !Arrays.equals(first, 0, first.length, tokens, 0, first.length)) {
            // The prompt is computed without the cache, which is empty afterwards.
            forget();
            return false;
        }
        if (!prefix.equals(cached)) {
            forget();
            computeOneToken(".", false);
            computeOneToken(prefix, true);
            cached = prefix;
            cachedTokens = first;
        }
        computeOneToken(prefix, true);
        return true;
    }

    private void forget() {
        cached = "";
        cachedTokens = new int[0];
    }

    private void computeOneToken(String text, boolean usesCache) {
        String unused = model.complete(greedy(text).setNPredict(1).setCachePrompt(usesCache));
    }

    private static InferenceParameters parameters(GgufSettings settings, String text, int sample) {
        return settings.isSampled()
                ? new InferenceParameters(text)
                        .setSamplers(Sampler.TEMPERATURE)
                        .setTemperature(settings.temperature())
                        .setSeed(settings.seed(sample))
                : greedy(text);
    }

    /** Takes the most likely token without sorting the others. */
    private static InferenceParameters greedy(String text) {
        return new InferenceParameters(text)
                .setSamplers(Sampler.TOP_K)
                .setTopK(1)
                .setTemperature(0)
                .setSeed(0);
    }
}
