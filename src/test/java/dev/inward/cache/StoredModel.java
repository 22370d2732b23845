package dev.inward.cache;

import dev.inward.model.Completion;
import dev.inward.model.IdentifiedModel;
import dev.inward.model.Prompt;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A model whose calls stay in flight until the test ends them. */
final class StoredModel implements IdentifiedModel {

    /** One call. */
    record Call(Prompt prompt, CompletableFuture<Completion> answer) {

        void answer(String text) {
            answer.complete(Completion.of(text));
        }
    }

    private final Queue<Call> calls = new ConcurrentLinkedQueue<>();
    private volatile boolean isStopped;

    /** Returns the calls so far, in order. */
    List<Call> calls() {
        return List.copyOf(calls);
    }

    boolean isStopped() {
        return isStopped;
    }

    /** Waits until the model has got a number of calls. */
    List<Call> awaitCalls(int number) throws InterruptedException {
        while (calls.size() < number) {
            Thread.sleep(5);
        }
        return calls();
    }

    AnswerRequest request(String prompt, int sample) {
        return new AnswerRequest(this, "m", "topic", Prompt.ofUser(prompt), sample);
    }

    AnswerRequest request(String prompt) {
        return request(prompt, 0);
    }

    @Override
    public CompletableFuture<Completion> complete(Prompt prompt) {
        var call = new Call(prompt, new CompletableFuture<>());
        calls.add(call);
        return call.answer();
    }

    @Override
    public List<String> identity(Prompt prompt) {
        return List.of("m", prompt.lastText());
    }

    @Override
    public void stopSending() {
        isStopped = true;
    }
}
