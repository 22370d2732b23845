package dev.inward.hosted.finetuning;

import dev.inward.model.Finetuning;
import dev.inward.model.Sha256;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * What a finetuning is known by: the SHA-256 of all that is decided before it begins. Answers to
 * rehearsal prompts are not known then; the requests that they answer are.
 */
final class FinetuningKey {

    private static final String VERSION = "1";

    private FinetuningKey() {}

    /**
     * @param base what says who is finetuned
     * @param requests the bodies that ask for the rehearsal
     */
    static String of(
            List<String> base,
            Hyperparameters hyperparameters,
            Finetuning finetuning,
            List<String> requests) {
        var texts = new ArrayList<String>();
        texts.add(VERSION);
        texts.addAll(base);
        texts.add(hyperparameters.json().toString());
        texts.add(String.valueOf(finetuning.seed()));
        texts.add(String.valueOf(finetuning.examples().size()));
        finetuning.examples().forEach(example -> texts.add(TrainingRows.line(example)));
        texts.addAll(requests);
        return HexFormat.of().formatHex(Sha256.of(texts));
    }
}
