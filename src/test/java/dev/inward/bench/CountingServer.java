package dev.inward.bench;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.inward.knowntruth.NoDelaySockets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;

/** A chat completions server that records who sent which prompt, and when. */
final class CountingServer implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MAX_DELAY_MILLIS = 30;

    /**
     * One call.
     *
     * @param process the name of the process that sent it
     * @param receivedAt when it arrived, in nanoseconds of this JVM
     */
    record Call(String process, String prompt, long receivedAt) {}

    private final MockWebServer server = new MockWebServer();
    private final List<Call> calls = new ArrayList<>();

    CountingServer() throws IOException {
        server.setServerSocketFactory(new NoDelaySockets());
        server.setDispatcher(
                new Dispatcher() {
                    @Override
                    public MockResponse dispatch(RecordedRequest request) {
                        return reply(request);
                    }
                });
        server.start();
    }

    String address() {
        return server.url("/v1").toString();
    }

    synchronized List<Call> calls() {
        return List.copyOf(calls);
    }

    private MockResponse reply(RecordedRequest request) {
        String prompt = prompt(request);
        synchronized (this) {
            calls.add(
                    new Call(
                            String.valueOf(request.getHeaders().get("X-Run")),
                            prompt,
                            System.nanoTime()));
            notifyAll();
        }
        return new MockResponse.Builder()
                .headersDelay(
                        Math.floorMod(prompt.hashCode(), MAX_DELAY_MILLIS), TimeUnit.MILLISECONDS)
                .body(
                        "{\"choices\": [{\"finish_reason\": \"stop\", \"message\": {\"content\": \"yes\"}}]}")
                .build();
    }

    private static String prompt(RecordedRequest request) {
        try {
            return JSON.readTree(requireNonNull(request.getBody()).utf8())
                    .at("/messages/0/content")
                    .asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Waits for more calls.
     *
     * @return false if no process is left that could make them
     */
    boolean awaitCalls(int more, List<SharedStoreProcess> processes) throws InterruptedException {
        synchronized (this) {
            int target = calls.size() + more;
            while (calls.size() < target) {
                if (processes.stream().noneMatch(SharedStoreProcess::isAlive)) {
                    return false;
                }
                wait(20);
            }
        }
        return processes.stream().anyMatch(SharedStoreProcess::isAlive);
    }

    @Override
    public void close() {
        server.close();
    }
}
