package dev.inward.hosted.batch;

import java.util.List;
import okhttp3.HttpUrl;

/**
 * The state of a batch, as its server reports it.
 *
 * @param isEnded whether the server has finished the batch, in whatever way
 * @param results the addresses of its results, one result a line; empty before it has ended
 * @param complaint the failure of the batch as a whole; empty if it did not fail
 */
record BatchState(boolean isEnded, List<HttpUrl> results, String complaint) {

    static final BatchState UNDER_WAY = new BatchState(false, List.of(), "");

    BatchState {
        results = List.copyOf(results);
    }

    static BatchState ended(List<HttpUrl> results, String complaint) {
        return new BatchState(true, results, complaint);
    }
}
