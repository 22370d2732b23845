package dev.inward.hosted.finetuning;

import dev.inward.finetuning.TrainingFile;
import dev.inward.hosted.finetuning.DelayedFinetuning.AvailableModel;
import dev.inward.hosted.http.ApiModel;
import dev.inward.model.FinetunableModel.TrainingCost;
import dev.inward.model.Finetuning;
import dev.inward.model.FinetuningProgress;
import dev.inward.model.Prompt;
import dev.inward.model.Sha256;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finetunes one model: that of an entry, or a finetuned one. Key, cost and identity of a finetuning
 * are known without training and without a call.
 *
 * <p>Immutable and thread-safe.
 *
 * @param entry the model of the entry: its requests, its limits and its server
 * @param identity everything that determines the answers of the model that is finetuned, except the
 *     request
 * @param first makes the model that is finetuned; null if that is the model of the entry
 * @param settings the settings of every finetuning
 * @param folder the folder of the finetuning records
 * @param opener opens the finetuned models
 * @param rehearsal the answers of the model that is finetuned to rehearsal prompts
 */
record FinetuningFactory(
        ApiModel entry,
        List<String> identity,
        @Nullable DelayedFinetuning first,
        FinetuningSettings settings,
        Path folder,
        FinetunedApiModel.Opener opener,
        Rehearsal rehearsal) {

    private static final String KEY_VERSION = "1";

    /** Returns a factory that finetunes the model of an entry. */
    static FinetuningFactory of(
            ApiModel entry,
            FinetuningSettings settings,
            Path folder,
            FinetunedApiModel.Opener opener) {
        return new FinetuningFactory(
                entry, entry.modelIdentity(), null, settings, folder, opener, new Rehearsal(entry));
    }

    /** Returns a model that trains when its first prompt arrives. */
    FinetunedApiModel finetune(Finetuning requested, FinetuningProgress progress) {
        Finetuning finetuning = settings.applyTo(requested);
        String key = key(finetuning);
        Function<AvailableModel, FinetuningJob> jobOf =
                start ->
                        settings.trainer()
                                .job(
                                        new FinetuningRequest(
                                                start.model(),
                                                start.served(),
                                                rehearsal,
                                                finetuning,
                                                key,
                                                folder,
                                                settings.price(),
                                                progress));
        var identityOfResult = new ArrayList<>(identity);
        identityOfResult.add("finetuned");
        identityOfResult.add(key);
        return new FinetunableAgainApiModel(
                this,
                List.copyOf(identityOfResult),
                first == null
                        ? new DelayedFinetuning(
                                entry,
                                entry.settings().name() + ", finetuned",
                                jobOf.apply(AvailableModel.of(entry)),
                                opener)
                        : new DelayedFinetuning(
                                entry, first.name() + " again", first.followedBy(jobOf), opener));
    }

    /**
     * Returns the SHA-256 of everything that determines a finetuning, as 64 hexadecimal digits. It
     * must be known before training, so it has the requests of the rehearsal instead of their
     * answers.
     */
    private String key(Finetuning finetuning) {
        var texts = new ArrayList<String>();
        texts.add(KEY_VERSION);
        texts.addAll(identity);
        texts.addAll(settings.trainer().keyParts());
        texts.add(String.valueOf(finetuning.seed()));
        texts.add(String.valueOf(finetuning.examples().size()));
        finetuning.examples().forEach(example -> texts.add(TrainingFile.line(example)));
        finetuning.rehearsal().forEach(prompt -> texts.add(entry.requestBody(prompt).toString()));
        return HexFormat.of().formatHex(Sha256.of(texts));
    }

    /** Returns the most that this finetuning can still cost, without those before it. */
    TrainingCost maxTrainingCost(Finetuning requested) {
        Finetuning finetuning = settings.applyTo(requested);
        if (FinetuningJournal.isPaid(folder, key(finetuning))) {
            return TrainingCost.NONE;
        }
        long bytes = TrainingFile.write(finetuning.examples()).length;
        for (Prompt prompt : finetuning.rehearsal()) {
            bytes +=
                    TrainingFile.line(new Finetuning.Example(prompt, ""))
                                    .getBytes(StandardCharsets.UTF_8)
                                    .length
                            + 1
                            + entry.maxUsage(prompt).outputTokens();
        }
        return settings.price().maxCost(bytes);
    }

    /** Checks that a budget of money can limit the cost. */
    void requireBoundedTrainingCost() {
        settings.price().requireBounded(entry.settings().name());
    }

    /**
     * Returns the factory that finetunes a result of this one.
     *
     * @param result the finetuned model
     * @param finetuning its finetuning, which ends before the next one begins
     */
    FinetuningFactory after(FinetunedApiModel result, DelayedFinetuning finetuning) {
        return new FinetuningFactory(
                entry,
                result.identityWithoutRequest(),
                finetuning,
                settings,
                folder,
                opener,
                new Rehearsal(result));
    }
}
