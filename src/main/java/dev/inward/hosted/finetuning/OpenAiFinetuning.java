package dev.inward.hosted.finetuning;

import static java.util.Objects.requireNonNull;

import dev.failsafe.Failsafe;
import dev.failsafe.function.CheckedSupplier;
import dev.inward.hosted.http.ApiModel;
import dev.inward.model.FinetunableModel.TrainingCost;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * One finetuning at a server with OpenAI's fine-tuning API. It resumes after the last step of an
 * earlier run. Every paid step is recorded on disk before the next step begins, so that no step is
 * paid for twice.
 */
final class OpenAiFinetuning implements FinetuningJob {

    private final FinetuningRequest request;
    private final Hyperparameters hyperparameters;
    private final FinetuningCalls calls;
    private final FinetuningPoller poller;

    OpenAiFinetuning(FinetuningRequest request, Hyperparameters hyperparameters) {
        this.request = request;
        this.hyperparameters = hyperparameters;
        calls = new FinetuningCalls(model().apiClient());
        poller = new FinetuningPoller(calls, model().retries(), recordFile(), request.progress());
    }

    private ApiModel model() {
        return request.model();
    }

    @Override
    public Path recordFile() {
        return FinetuningJournal.recordFile(request.folder(), request.key());
    }

    @Override
    public String hintIfNotServed() {
        return String.format(
                Locale.ROOT,
                "if the server has deleted the finetuned model, delete %s to finetune again",
                recordFile());
    }

    @Override
    public ServedModel awaitModel() throws InterruptedException {
        return ServedModel.atSameServer(awaitModelId());
    }

    private String awaitModelId() throws InterruptedException {
        try (FinetuningJournal journal = FinetuningJournal.open(request.folder(), request.key())) {
            FinetuningRecord record = FinetuningRecord.of(journal.read());
            if (record.model() != null) {
                return record.model();
            }
            TrainingCost reserved = TrainingCost.NONE;
            if (record.job() == null) {
                byte[] rows = request.checkedRows(journal);
                reserved = request.reserve(rows);
                record = submitted(journal, record, rows);
            }
            FinetuningPoller.FinishedJob finished = poller.await(requireNonNull(record.job()));
            journal.write(record.withModel(finished.model()).json(model().settings()));
            request.settle(reserved, finished.trainedTokens());
            return finished.model();
        }
    }

    /** Uploads the rows, if no earlier run did, and submits the job. */
    private FinetuningRecord submitted(
            FinetuningJournal journal, FinetuningRecord before, byte[] rows) {
        FinetuningRecord record = before;
        String fileId = record.trainingFile();
        boolean isFirstSubmission = fileId == null;
        if (fileId == null) {
            fileId = withRetries(() -> calls.upload("inward-" + request.key() + ".jsonl", rows));
            record = record.withTrainingFile(fileId);
            journal.write(record.json(model().settings()));
        }
        record = record.withJob(submit(fileId, isFirstSubmission));
        journal.write(record.json(model().settings()));
        return record;
    }

    /**
     * Submits the job, unless it exists already: a submission without a response may have
     * succeeded, and a second job would be paid for twice.
     */
    private String submit(String fileId, boolean isFirstSubmission) {
        return Failsafe.with(model().retries().<String>policy())
                .get(
                        attempt -> {
                            Optional<String> existingJob =
                                    isFirstSubmission && attempt.isFirstAttempt()
                                            ? Optional.empty()
                                            : calls.findJob(fileId, request.key());
                            return existingJob.isPresent()
                                    ? existingJob.get()
                                    : calls.submit(
                                            fileId,
                                            request.key(),
                                            request.finetuning().examples().size(),
                                            request.finetuning().seed(),
                                            hyperparameters);
                        });
    }

    private <T> T withRetries(CheckedSupplier<T> call) {
        return Failsafe.with(model().retries().<T>policy()).get(call);
    }
}
