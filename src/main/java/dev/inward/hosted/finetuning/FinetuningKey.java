package dev.inward.hosted.finetuning;

import dev.inward.finetuning.TrainingFile;
import dev.inward.model.Finetuning;
import dev.inward.model.Sha256;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * The key of a finetuning: the SHA-256 of everything that determines it. The key must be known
 * before training, so it has the requests of the rehearsal instead of their answers.
 */
final class FinetuningKey {

    private static final String VERSION = "1";

    private FinetuningKey() {}

    /**
     * Returns the key as 64 hexadecimal digits.
     *
     * @param baseIdentity the parts of the base model's identity without the request
     * @param rehearsalRequests the request bodies of the rehearsal prompts
     */
    static String of(
            List<String> baseIdentity,
            Trainer trainer,
            Finetuning finetuning,
            List<String> rehearsalRequests) {
        var texts = new ArrayList<String>();
        texts.add(VERSION);
        texts.addAll(baseIdentity);
        texts.addAll(trainer.keyParts());
        texts.add(String.valueOf(finetuning.seed()));
        texts.add(String.valueOf(finetuning.examples().size()));
        finetuning.examples().forEach(example -> texts.add(TrainingFile.line(example)));
        texts.addAll(rehearsalRequests);
        return HexFormat.of().formatHex(Sha256.of(texts));
    }
}
