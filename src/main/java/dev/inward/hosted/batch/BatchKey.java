package dev.inward.hosted.batch;

import dev.inward.model.Sha256;
import java.util.HexFormat;
import java.util.List;

/**
 * What a request of a batch is known by: the SHA-256 of all that determines its answer. It has the
 * 64 characters that batch APIs take at the most.
 */
final class BatchKey {

    private BatchKey() {}

    static String of(List<String> parts) {
        return HexFormat.of().formatHex(Sha256.of(parts));
    }
}
