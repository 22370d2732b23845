package dev.inward.cache;

import dev.inward.model.Completion;
import dev.inward.model.FinishReason;
import dev.inward.model.Usage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * One row of the store.
 *
 * @param key the 32 bytes of the {@link AnswerKey}
 * @param completion the answer; its raw response is compressed in the table
 * @param time when the answer arrived, in ISO 8601
 * @param latencyMillis the duration of the call
 */
record AnswerRow(byte[] key, Completion completion, String time, long latencyMillis) {

    static final String TABLE =
            """
            CREATE TABLE IF NOT EXISTS answer (
              key BLOB PRIMARY KEY, text TEXT NOT NULL, finish TEXT NOT NULL,
              input INTEGER NOT NULL, cached INTEGER NOT NULL, output INTEGER NOT NULL,
              served TEXT, request TEXT, raw BLOB, tokens TEXT,
              time TEXT NOT NULL, latency_ms INTEGER NOT NULL)
            """;
    static final String COLUMNS =
            "key, text, finish, input, cached, output, served, request, raw, tokens, time, latency_ms";

    /**
     * The condition of a row that is an answer. Earlier versions also stored responses that ended
     * for another reason, or for none.
     */
    static final String IS_ANSWER =
            Stream.of(FinishReason.values())
                    .map(reason -> "'" + reason.name() + "'")
                    .collect(Collectors.joining(", ", "finish IN (", ")"));

    /** The columns for a store of an earlier version, which has none for tokens. */
    static final String COLUMNS_BEFORE_TOKENS = COLUMNS.replace("tokens", "NULL AS tokens");

    private static final String VALUES =
            " INTO answer (" + COLUMNS + ") VALUES (?,?,?,?,?,?,?,?,?,?,?,?)";
    static final String INSERT = "INSERT OR IGNORE" + VALUES;
    static final String REPLACE = "INSERT OR REPLACE" + VALUES;

    static AnswerRow read(ResultSet row) throws SQLException {
        byte[] raw = row.getBytes("raw");
        return new AnswerRow(
                row.getBytes("key"),
                new Completion(
                                row.getString("text"),
                                FinishReason.valueOf(row.getString("finish")),
                                new Usage(
                                        row.getLong("input"),
                                        row.getLong("cached"),
                                        row.getLong("output")),
                                row.getString("served"),
                                row.getString("request"),
                                raw == null ? null : decompressed(raw))
                        .withTokens(TokenProbabilityJson.read(row.getString("tokens"))),
                row.getString("time"),
                row.getLong("latency_ms"));
    }

    void bind(PreparedStatement insert) throws SQLException {
        insert.setBytes(1, key);
        insert.setString(2, completion.text());
        insert.setString(3, completion.finishReason().name());
        insert.setLong(4, completion.usage().inputTokens());
        insert.setLong(5, completion.usage().cachedInputTokens());
        insert.setLong(6, completion.usage().outputTokens());
        insert.setString(7, completion.servedModel().orElse(null));
        insert.setString(8, completion.requestId().orElse(null));
        insert.setBytes(9, completion.raw().map(AnswerRow::compressed).orElse(null));
        insert.setString(10, TokenProbabilityJson.write(completion.tokens()));
        insert.setString(11, time);
        insert.setLong(12, latencyMillis);
    }

    private static byte[] compressed(String text) {
        var bytes = new ByteArrayOutputStream();
        try (var deflater = new DeflaterOutputStream(bytes)) {
            deflater.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static String decompressed(byte[] bytes) {
        try (var inflater = new InflaterInputStream(new ByteArrayInputStream(bytes))) {
            return new String(inflater.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("A stored response cannot be decompressed", e);
        }
    }
}
