package dev.inward.hosted.batch;

import java.util.List;
import okhttp3.HttpUrl;

/**
 * The state of a batch, as its server reports it.
 *
 * @param isEnded whether the server has finished the batch, successfully or not
 * @param results the addresses of its results, one result a line; empty before it has ended
 * @param failureReason the failure of the batch as a whole; empty if it did not fail
 */
record BatchState(boolean isEnded, List<HttpUrl> results, String failureReason) {

    static final BatchState IN_PROGRESS = new BatchState(false, List.of(), "");

    BatchState {
        results = List.copyOf(results);
    }

    static BatchState ended(List<HttpUrl> results, String failureReason) {
        return new BatchState(true, results, failureReason);
    }
}
