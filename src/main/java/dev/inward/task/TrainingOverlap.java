package dev.inward.task;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * How much the scored items have in common with items that predictors are trained on. Equal prompts
 * are an error when tasks are read. This counts what is left: long sequences of equal words, and
 * similar sets of words. Both may let a predictor recognise an item that it was trained on.
 *
 * <p>The text of an item is the values of its fields that stand in its prompt, so that words of the
 * template do not count. Without such fields it is the whole prompt. Case, punctuation and white
 * space do not count. In scripts without spaces between words, each character is a word.
 *
 * <p>The similarity is the Jaccard index of two sets: the number of sequences of {@value
 * #SHORT_SEQUENCE} words in both texts, divided by the number in any of them. A shorter text is one
 * sequence. A sequence in more than {@value #MAX_ITEMS_OF_SEQUENCE} training items is part of the
 * form of the data and does not count. Sequences of {@value #LONG_SEQUENCE} words follow Brown et
 * al. 2020, "Language Models are Few-Shot Learners", appendix C.
 *
 * <p>Instances are immutable and thread-safe.
 *
 * @param scored the number of scored items
 * @param equalSequences the number of scored items that have {@value #LONG_SEQUENCE} words in a row
 *     in common with a training item
 * @param similar the number of scored items with a similarity of at least {@value #SIMILAR} to a
 *     training item
 * @param highestSimilarity the highest similarity of a scored item and a training item, 0 to 1
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record TrainingOverlap(
        int scored, int equalSequences, int similar, double highestSimilarity) {

    /** The overlap if no predictor is trained. */
    public static final TrainingOverlap NONE = new TrainingOverlap(0, 0, 0, 0);

    /** From this similarity on, two items are counted as similar. */
    public static final double SIMILAR = 0.5;

    /** The words of a sequence that is long enough to be recognised. */
    public static final int LONG_SEQUENCE = 13;

    private static final int SHORT_SEQUENCE = 3;
    private static final int MAX_ITEMS_OF_SEQUENCE = 1_000;

    /**
     * Compares items.
     *
     * @param training the items that predictors are trained on
     * @param scored the items that are scored
     * @return the overlap
     */
    public static TrainingOverlap of(Collection<Item> training, Collection<Item> scored) {
        Set<Long> longSequences = new HashSet<>();
        Map<Long, Set<Integer>> itemsOfSequence = new HashMap<>();
        int number = 0;
        for (Item item : training) {
            WordSequences text = WordSequences.of(item);
            longSequences.addAll(text.exactly(LONG_SEQUENCE));
            for (long sequence : text.upTo(SHORT_SEQUENCE)) {
                itemsOfSequence.computeIfAbsent(sequence, it -> new HashSet<>()).add(number);
            }
            number++;
        }
        Set<Long> form =
                itemsOfSequence.entrySet().stream()
                        .filter(sequence -> sequence.getValue().size() > MAX_ITEMS_OF_SEQUENCE)
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toSet());
        itemsOfSequence.keySet().removeAll(form);
        int[] sizes = new int[number];
        itemsOfSequence.values().forEach(items -> items.forEach(item -> sizes[item]++));
        int equalSequences = 0;
        int similar = 0;
        double highest = 0;
        for (Item item : scored) {
            WordSequences text = WordSequences.of(item);
            equalSequences +=
                    text.exactly(LONG_SEQUENCE).stream().anyMatch(longSequences::contains) ? 1 : 0;
            Set<Long> sequences = new HashSet<>(text.upTo(SHORT_SEQUENCE));
            sequences.removeAll(form);
            double similarity = similarity(sequences, itemsOfSequence, sizes);
            similar += similarity >= SIMILAR ? 1 : 0;
            highest = Math.max(highest, similarity);
        }
        return new TrainingOverlap(scored.size(), equalSequences, similar, highest);
    }

    private static double similarity(
            Set<Long> sequences, Map<Long, Set<Integer>> itemsOfSequence, int[] sizes) {
        Map<Integer, Integer> common = new HashMap<>();
        for (long sequence : sequences) {
            itemsOfSequence
                    .getOrDefault(sequence, Set.of())
                    .forEach(item -> common.merge(item, 1, Integer::sum));
        }
        return common.entrySet().stream()
                .mapToDouble(
                        item ->
                                (double) item.getValue()
                                        / (sequences.size()
                                                + sizes[item.getKey()]
                                                - item.getValue()))
                .max()
                .orElse(0);
    }

    /** {@return a sentence about the items that are counted; empty if there are none} */
    public Optional<String> note() {
        return equalSequences + similar == 0
                ? Optional.empty()
                : Optional.of(
                        String.format(
                                Locale.ROOT,
                                "of %d scored items, %d share %d words in a row with a training item and %d are similar to one (Jaccard index up to %.2f), so a predictor may recognise them",
                                scored,
                                equalSequences,
                                LONG_SEQUENCE,
                                similar,
                                highestSimilarity));
    }
}
