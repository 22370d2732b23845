package dev.inward.cache;

import dev.inward.cache.rescue.RescuedAnswer;
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
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * One row of the store.
 *
 * @param key the 32 bytes of the {@link AnswerKey}
 * @param completion the answer; its raw response is compressed in the table
 * @param time when the answer arrived, in ISO 8601
 * @param latencyMillis the duration of the call
 * @param rule the number of the {@link AnswerRule} that the answer was kept under
 */
record AnswerRow(byte[] key, Completion completion, String time, long latencyMillis, int rule) {

    static final String TABLE =
            """
            CREATE TABLE IF NOT EXISTS answer (
              key BLOB PRIMARY KEY, text TEXT NOT NULL, finish TEXT NOT NULL,
              input INTEGER NOT NULL, cached INTEGER NOT NULL, output INTEGER NOT NULL,
              served TEXT, request TEXT, raw BLOB, tokens TEXT,
              time TEXT NOT NULL, latency_ms INTEGER NOT NULL, rule INTEGER NOT NULL DEFAULT 1)
            """;

    /** The columns that a store of an earlier version does not have, each with its definition. */
    static final Map<String, String> LATER_COLUMNS =
            Map.of("tokens", "TEXT", "rule", "INTEGER NOT NULL DEFAULT " + AnswerRule.FIRST);

    static final String COLUMNS =
            "key, text, finish, input, cached, output, served, request, raw, tokens, time, latency_ms, rule";

    /** The condition in SQL that a row has its values; one in a damaged page can lack some. */
    static final String IS_WHOLE =
            "typeof(key) = 'blob' AND length(key) = 32 AND typeof(text) = 'text'"
                    + " AND typeof(finish) = 'text' AND typeof(time) = 'text'";

    private static final String INTO = " INTO answer (" + COLUMNS + ") ";
    private static final String VALUES = "?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13";

    /** Keeps a stored answer that the current rule accepts. */
    static final String INSERT =
            "INSERT OR REPLACE"
                    + INTO
                    + "SELECT "
                    + VALUES
                    + " WHERE NOT EXISTS (SELECT 1 FROM answer WHERE key = ?1 AND "
                    + AnswerRule.IS_ACCEPTED
                    + ")";

    static final String REPLACE = "INSERT OR REPLACE" + INTO + "VALUES (" + VALUES + ")";

    /** Returns the columns for a table that lacks some of the later ones. */
    static String columnsWithout(Set<String> missing) {
        String columns = COLUMNS;
        for (String name : missing) {
            String substitute = name.equals("rule") ? String.valueOf(AnswerRule.FIRST) : "NULL";
            columns = columns.replace(name, substitute + " AS " + name);
        }
        return columns;
    }

    static AnswerRow read(ResultSet row) throws SQLException {
        byte[] raw = row.getBytes("raw");
        Optional<FinishReason> finish = AnswerRule.finishReason(row.getString("finish"));
        return new AnswerRow(
                row.getBytes("key"),
                new Completion(
                                row.getString("text"),
                                finish.orElse(FinishReason.STOP),
                                new Usage(
                                        row.getLong("input"),
                                        row.getLong("cached"),
                                        row.getLong("output")),
                                row.getString("served"),
                                row.getString("request"),
                                raw == null ? null : decompressed(raw))
                        .withTokens(TokenProbabilityJson.read(row.getString("tokens"))),
                row.getString("time"),
                row.getLong("latency_ms"),
                finish.isPresent() ? row.getInt("rule") : AnswerRule.UNKNOWN_FINISH);
    }

    static AnswerRow of(RescuedAnswer rescued) {
        Optional<FinishReason> finish = AnswerRule.finishReason(rescued.finish());
        return new AnswerRow(
                AnswerKey.parse(rescued.key()).bytes(),
                new Completion(
                                rescued.text(),
                                finish.orElse(FinishReason.STOP),
                                rescued.usage(),
                                rescued.served(),
                                rescued.request(),
                                rescued.raw())
                        .withTokens(rescued.tokens() == null ? List.of() : rescued.tokens()),
                rescued.time(),
                rescued.latencyMillis(),
                finish.isPresent() ? rescued.rule() : AnswerRule.UNKNOWN_FINISH);
    }

    RescuedAnswer rescued() {
        return new RescuedAnswer(
                HexFormat.of().formatHex(key),
                completion.text(),
                completion.finishReason().name(),
                completion.usage(),
                completion.servedModel().orElse(null),
                completion.requestId().orElse(null),
                completion.raw().orElse(null),
                completion.tokens().isEmpty() ? null : completion.tokens(),
                time,
                latencyMillis,
                rule);
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
        insert.setInt(13, rule);
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
