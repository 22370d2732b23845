package dev.inward.data.hub;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A data set at one commit, as the hub describes it.
 *
 * @param commit the commit
 * @param files all files, sorted by path
 * @param configs the configurations of the data set card; a missing node if it has none
 * @param licence the licence of the card; null if it names none
 */
record HubRevision(
        String commit, List<RemoteFile> files, JsonNode configs, @Nullable String licence) {

    /**
     * One file.
     *
     * @param path its path in the data set
     * @param size its size in bytes
     * @param sha256 the SHA-256 of its content; null if Git has the content itself
     * @param blobId the SHA-1 by which Git identifies the content, if {@code sha256} is null
     */
    record RemoteFile(String path, long size, @Nullable String sha256, String blobId) {

        private static RemoteFile of(JsonNode json) {
            JsonNode lfs = json.path("lfs");
            return new RemoteFile(
                    json.path("rfilename").asText(),
                    lfs.path("size").asLong(json.path("size").asLong(-1)),
                    lfs.isObject() ? lfs.path("sha256").asText().toLowerCase(Locale.ROOT) : null,
                    json.path("blobId").asText().toLowerCase(Locale.ROOT));
        }
    }

    /** Reads the hub's answer about a revision. */
    static HubRevision of(JsonNode json) {
        return new HubRevision(
                json.path("sha").asText(),
                json.path("siblings")
                        .valueStream()
                        .map(RemoteFile::of)
                        .sorted(Comparator.comparing(RemoteFile::path))
                        .toList(),
                json.at("/cardData/configs"),
                licence(json.path("cardData")));
    }

    private static @Nullable String licence(JsonNode card) {
        JsonNode licence =
                card.hasNonNull("license_name") ? card.path("license_name") : card.path("license");
        return licence.isArray()
                ? licence.valueStream().map(JsonNode::asText).collect(Collectors.joining(", "))
                : licence.asText(null);
    }
}
