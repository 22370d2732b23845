package dev.inward.hosted.batch;

import dev.inward.model.Sha256;
import java.util.HexFormat;
import java.util.List;

/**
 * The key of a request in a batch: the SHA-256 of everything that determines its answer. It has 64
 * characters, the most that batch APIs accept.
 */
final class BatchKey {

    private BatchKey() {}

    static String of(List<String> parts) {
        return HexFormat.of().formatHex(Sha256.of(parts));
    }
}
