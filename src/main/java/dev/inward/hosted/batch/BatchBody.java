package dev.inward.hosted.batch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/**
 * The requests of a batch as one HTTP body. It is written piece by piece, to save memory.
 *
 * <p>Immutable.
 */
final class BatchBody extends RequestBody {

    private final String type;
    private final String before;
    private final List<String> lines;
    private final String between;
    private final String after;

    private BatchBody(
            String type, String before, List<String> lines, String between, String after) {
        this.type = type;
        this.before = before;
        this.lines = List.copyOf(lines);
        this.between = between;
        this.after = after;
    }

    /** Returns a body with one request per line. */
    static BatchBody ofLines(List<String> lines) {
        return new BatchBody("application/jsonl", "", lines, "\n", "\n");
    }

    /** Returns a JSON object whose only list has the requests. */
    static BatchBody ofList(String key, List<String> lines) {
        return new BatchBody("application/json", "{\"" + key + "\":[", lines, ",", "]}");
    }

    @Override
    public @Nullable MediaType contentType() {
        return MediaType.get(type);
    }

    @Override
    public long contentLength() {
        long length = (long) before.length() + after.length();
        for (String line : lines) {
            length += line.getBytes(StandardCharsets.UTF_8).length;
        }
        return length + (long) between.length() * Math.max(0, lines.size() - 1);
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
        sink.writeUtf8(before);
        for (int i = 0; i < lines.size(); i++) {
            if (i > 0) {
                sink.writeUtf8(between);
            }
            sink.writeUtf8(lines.get(i));
        }
        sink.writeUtf8(after);
    }
}
