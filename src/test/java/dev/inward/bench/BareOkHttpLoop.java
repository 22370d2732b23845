package dev.inward.bench;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** Calls a server as fast as OkHttp can: each finished call starts the next one. */
final class BareOkHttpLoop implements AutoCloseable {

    private final String url;
    private final int concurrency;
    private final OkHttpClient client;

    BareOkHttpLoop(String url, int concurrency) {
        this.url = url + "/chat/completions";
        this.concurrency = concurrency;
        var dispatcher = new Dispatcher();
        dispatcher.setMaxRequests(concurrency);
        dispatcher.setMaxRequestsPerHost(concurrency);
        client =
                new OkHttpClient.Builder()
                        .dispatcher(dispatcher)
                        .connectionPool(new ConnectionPool(concurrency, 1, TimeUnit.MINUTES))
                        .build();
    }

    void callAll(int prompts) {
        var remaining = new AtomicInteger(prompts);
        var finished = new AtomicInteger();
        var all = new CompletableFuture<Void>();
        for (int i = 0; i < concurrency; i++) {
            startNext(remaining, finished, prompts, all);
        }
        all.join();
    }

    private void startNext(
            AtomicInteger remaining,
            AtomicInteger finished,
            int prompts,
            CompletableFuture<Void> all) {
        if (remaining.getAndDecrement() <= 0) {
            return;
        }
        String body =
                "{\"model\":\"it\",\"messages\":[{\"role\":\"user\",\"content\":\"Which animal follows %d?\"}],\"temperature\":0.0,\"max_tokens\":256}"
                        .formatted(ThreadLocalRandom.current().nextInt());
        client.newCall(
                        new Request.Builder()
                                .url(url)
                                .header("Authorization", "Bearer sk-bench")
                                .post(RequestBody.create(body, MediaType.get("application/json")))
                                .build())
                .enqueue(
                        new Callback() {
                            @Override
                            public void onFailure(Call call, IOException failure) {
                                all.completeExceptionally(failure);
                            }

                            @Override
                            public void onResponse(Call call, Response response)
                                    throws IOException {
                                try (response) {
                                    response.body().string();
                                }
                                startNext(remaining, finished, prompts, all);
                                if (finished.incrementAndGet() == prompts) {
                                    all.complete(null);
                                }
                            }
                        });
    }

    @Override
    public void close() {
        client.dispatcher().executorService().shutdown();
        client.connectionPool().evictAll();
    }
}
