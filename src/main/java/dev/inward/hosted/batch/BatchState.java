package dev.inward.hosted.batch;

import java.util.List;
import okhttp3.HttpUrl;

/**
 * What a server says of a batch.
 *
 * @param isEnded whether nothing more will come of it
 * @param results where its results are, a line each; none before it has ended
 * @param complaint what is wrong with the batch as a whole; empty where nothing is
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
