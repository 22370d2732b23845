package dev.inward.hosted.finetuning;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.inward.hosted.http.ApiModel;
import dev.inward.model.ApiException;
import dev.inward.model.Completion;
import dev.inward.model.FailureCauses;
import dev.inward.model.IdentifiedModel;
import dev.inward.model.Prompt;
import dev.inward.model.SamplingModel;
import dev.inward.model.UnusableModelException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A model that a server finetunes when it is first asked. While it waits for that, a thread of its
 * own looks after the job.
 *
 * <p>This class is thread-safe.
 */
final class FinetunedApiModel implements IdentifiedModel, SamplingModel, AutoCloseable {

    private final ApiModel base;
    private final String name;
    private final List<String> identity;
    private final OpenAiFinetuning finetuning;
    private @Nullable CompletableFuture<ApiModel> finetuned;
    private @Nullable Thread thread;

    /**
     * @param identity what determines its answers beside the request
     */
    FinetunedApiModel(ApiModel base, List<String> identity, OpenAiFinetuning finetuning) {
        this.base = base;
        this.identity = identity;
        this.finetuning = finetuning;
        name = base.settings().name() + ", finetuned";
    }

    /** What the model is called at its server, and when it was made, plays no part. */
    @Override
    public List<String> identity(Prompt prompt) {
        ObjectNode body = base.body(prompt);
        body.remove("model");
        var whole = new ArrayList<>(identity);
        whole.add(body.toString());
        return List.copyOf(whole);
    }

    @Override
    public CompletableFuture<Completion> complete(Prompt prompt) {
        return ask(model -> model.complete(prompt));
    }

    /** The server that finetuned it is the one that serves its base. */
    @Override
    public int mostSamples() {
        return base.mostSamples();
    }

    @Override
    public CompletableFuture<List<Completion>> complete(Prompt prompt, int samples) {
        return ask(model -> model.complete(prompt, samples));
    }

    private <T> CompletableFuture<T> ask(Function<ApiModel, CompletableFuture<T>> asking) {
        return finetuned()
                .thenCompose(
                        model ->
                                asking.apply(model)
                                        .exceptionally(
                                                failure -> {
                                                    throw explained(failure);
                                                }));
    }

    @Override
    public void requireReady() {
        base.requireReady();
    }

    @Override
    public boolean canBeAskedAboutOthers() {
        return base.canBeAskedAboutOthers();
    }

    /** A model that the server has no longer is known here as long as its record is kept. */
    private CompletionException explained(Throwable failure) {
        Throwable cause = FailureCauses.causeOf(failure);
        return new CompletionException(
                cause instanceof ApiException api && api.isConfigurationError()
                        ? new UnusableModelException(
                                "%s; if the server no longer has what it finetuned, delete %s to finetune again"
                                        .formatted(api.getMessage(), finetuning.record()),
                                api)
                        : cause);
    }

    private synchronized CompletableFuture<ApiModel> finetuned() {
        CompletableFuture<ApiModel> coming = finetuned;
        if (coming == null) {
            coming = new CompletableFuture<>();
            finetuned = coming;
            thread = start(coming);
        }
        return coming;
    }

    private Thread start(CompletableFuture<ApiModel> coming) {
        var started =
                new Thread(
                        () -> {
                            try {
                                coming.complete(base.other(name, finetuning.modelId()));
                            } catch (Throwable failure) {
                                coming.completeExceptionally(
                                        UnusableModelException.because(name, failure));
                            }
                        },
                        "inward-finetuning-" + base.settings().name());
        started.setDaemon(true);
        started.start();
        return started;
    }

    /** Waits no longer for the job, which goes on at its server and is found again next time. */
    @Override
    public synchronized void close() {
        if (thread != null) {
            thread.interrupt();
        }
    }
}
