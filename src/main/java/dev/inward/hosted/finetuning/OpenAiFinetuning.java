package dev.inward.hosted.finetuning;

import dev.failsafe.Failsafe;
import dev.failsafe.function.CheckedSupplier;
import dev.inward.finetuning.HeldOutCheck;
import dev.inward.finetuning.TrainingFile;
import dev.inward.hosted.http.ApiModel;
import dev.inward.model.Finetuning;
import dev.inward.model.FinetuningProgress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One finetuning at a server with OpenAI's fine-tuning API. It resumes after the last step of an
 * earlier run. Every paid step is recorded on disk before the next step begins, so that no step is
 * paid for twice.
 */
final class OpenAiFinetuning {

    private final ApiModel model;
    private final Hyperparameters hyperparameters;
    private final Rehearsal rehearsal;
    private final Finetuning finetuning;
    private final String key;
    private final Path folder;
    private final FinetuningCalls calls;
    private final FinetuningPoller poller;

    /**
     * @param model the base model
     * @param rehearsal the answers of the base model to rehearsal prompts
     * @param key the {@link FinetuningKey}
     * @param folder the folder of the record
     * @param progress receives the progress of the training
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
        calls = new FinetuningCalls(model.apiClient());
        poller = new FinetuningPoller(calls, model.retries(), recordFile(), progress);
    }

    /** Returns the path of the record. */
    Path recordFile() {
        return FinetuningJournal.recordFile(folder, key);
    }

    /** Finetunes, or resumes an earlier run. Blocks until the finetuned model has an id. */
    String awaitModelId() throws InterruptedException {
        try (FinetuningJournal journal = FinetuningJournal.open(folder, key)) {
            FinetuningRecord record = journal.read();
            if (record.model() != null) {
                return record.model();
            }
            String fileId = record.trainingFile();
            boolean isFirstSubmission = fileId == null;
            if (fileId == null) {
                byte[] rows = checkedRows(journal);
                fileId = withRetries(() -> calls.upload("inward-" + key + ".jsonl", rows));
                record = journal.write(record.withTrainingFile(fileId), model.settings());
            }
            String jobId = record.job();
            if (jobId == null) {
                jobId = submit(fileId, isFirstSubmission);
                record = journal.write(record.withJob(jobId), model.settings());
            }
            String modelId = poller.awaitModelId(jobId);
            journal.write(record.withModel(modelId), model.settings());
            return modelId;
        }
    }

    /**
     * Submits the job, unless it exists already: a submission without a response may have
     * succeeded, and a second job would be paid for twice.
     */
    private String submit(String fileId, boolean isFirstSubmission) {
        return Failsafe.with(model.retries().<String>policy())
                .get(
                        attempt -> {
                            Optional<String> existingJob =
                                    isFirstSubmission && attempt.isFirstAttempt()
                                            ? Optional.empty()
                                            : calls.findJob(fileId, key);
                            return existingJob.isPresent()
                                    ? existingJob.get()
                                    : calls.submit(
                                            fileId,
                                            key,
                                            finetuning.examples().size(),
                                            finetuning.seed(),
                                            hyperparameters);
                        });
    }

    private <T> T withRetries(CheckedSupplier<T> call) {
        return Failsafe.with(model.retries().<T>policy()).get(call);
    }

    /** Writes the rows if no earlier run did, reads them back and checks them. */
    private byte[] checkedRows(FinetuningJournal journal) {
        if (!journal.hasRows()) {
            journal.writeRows(TrainingFile.write(rows()));
        }
        byte[] rows = journal.readRows();
        new HeldOutCheck(finetuning.heldOut())
                .requireNone(rows, finetuning.examples().size(), journal.rowsFile().toString());
        return rows;
    }

    /** Returns the examples, followed by the rehearsal prompts with the model's own answers. */
    private List<Finetuning.Example> rows() {
        var rows = new ArrayList<>(finetuning.examples());
        rows.addAll(rehearsal.rows(finetuning.rehearsal()));
        return rows;
    }
}
