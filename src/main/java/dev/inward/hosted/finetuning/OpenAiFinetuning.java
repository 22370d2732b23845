package dev.inward.hosted.finetuning;

import dev.failsafe.Failsafe;
import dev.failsafe.function.CheckedSupplier;
import dev.inward.hosted.http.ApiModel;
import dev.inward.model.Finetuning;
import dev.inward.model.FinetuningProgress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Optional;

/**
 * One finetuning at a server that speaks OpenAI's fine-tuning API, from wherever an earlier run
 * left it. Every step that costs something is on disk before the next one begins, so that nothing
 * is paid for twice.
 */
final class OpenAiFinetuning {

    private final ApiModel model;
    private final Hyperparameters hyperparameters;
    private final Rehearsal rehearsal;
    private final Finetuning finetuning;
    private final String key;
    private final Path folder;
    private final FinetuningCalls calls;
    private final FinetuningPoller watch;

    /**
     * @param model who is finetuned
     * @param hyperparameters how
     * @param rehearsal what that model says before
     * @param key what the finetuning is known by
     * @param folder where its record is kept
     */
    OpenAiFinetuning(
            ApiModel model,
            Hyperparameters hyperparameters,
            Rehearsal rehearsal,
            Finetuning finetuning,
            String key,
            Path folder,
            FinetuningProgress progress) {
        this.model = model;
        this.hyperparameters = hyperparameters;
        this.rehearsal = rehearsal;
        this.finetuning = finetuning;
        this.key = key;
        this.folder = folder;
        calls = new FinetuningCalls(model.access());
        watch = new FinetuningPoller(calls, model.patience(), record(), progress);
    }

    /** Where it stands how far this has come. */
    Path record() {
        return FinetuningJournal.record(folder, key);
    }

    /** Finetunes, or finds out what an earlier run came to; the calling thread waits for it. */
    String modelId() throws InterruptedException {
        try (FinetuningJournal ledger = FinetuningJournal.open(folder, key)) {
            FinetuningRecord record = ledger.read();
            if (record.model() != null) {
                return record.model();
            }
            boolean isNew = record.trainingFile() == null;
            String file = record.trainingFile();
            if (file == null) {
                byte[] rows = ledger.rows().orElseGet(() -> ledger.writeRows(rows()));
                file = persistently(() -> calls.upload("inward-" + key + ".jsonl", rows));
                record = ledger.write(record.uploadedAs(file), model.settings());
            }
            String job = record.job();
            if (job == null) {
                job = submitted(file, isNew);
                record = ledger.write(record.submittedAs(job), model.settings());
            }
            String id = watch.modelOf(job);
            ledger.write(record.finishedAs(id), model.settings());
            return id;
        }
    }

    /** A call that got no reply may have been heard, and then there is a job to be paid for. */
    private String submitted(String file, boolean isNew) {
        return Failsafe.with(model.patience().<String>policy())
                .get(
                        attempt -> {
                            Optional<String> submitted =
                                    isNew && attempt.isFirstAttempt()
                                            ? Optional.empty()
                                            : calls.find(file, key);
                            return submitted.isPresent()
                                    ? submitted.get()
                                    : calls.submit(
                                            file,
                                            key,
                                            finetuning.examples().size(),
                                            finetuning.seed(),
                                            hyperparameters);
                        });
    }

    private <T> T persistently(CheckedSupplier<T> call) {
        return Failsafe.with(model.patience().<T>policy()).get(call);
    }

    /** The examples, and after them what the model says itself to the rehearsal. */
    private byte[] rows() {
        var rows = new ArrayList<>(finetuning.examples());
        rows.addAll(rehearsal.rows(finetuning.rehearsal()));
        return TrainingRows.file(rows);
    }
}
