package dev.inward.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.POJONode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigInteger;
import java.util.regex.Pattern;

/**
 * A column of a Parquet file. Immutable and thread-safe.
 *
 * @param name its name
 * @param type its type, as DuckDB writes it
 */
record ParquetColumn(String name, String type) {

    private static final Pattern WHOLE_NUMBER =
            Pattern.compile("U?(TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT)");
    private static final Pattern NESTED = Pattern.compile("(?s)(STRUCT|MAP|JSON).*|.*]");

    /** Returns whether each value is a text, or a whole number, which has one form as a text. */
    boolean isText() {
        return type.equals("VARCHAR") || type.startsWith("ENUM(") || isWholeNumber();
    }

    private boolean isWholeNumber() {
        return WHOLE_NUMBER.matcher(type).matches();
    }

    private boolean isNested() {
        return NESTED.matcher(type).matches();
    }

    /** Returns the SQL that reads the column as a text. */
    String expression() {
        String quoted = "\"" + name.replace("\"", "\"\"") + "\"";
        return isNested() ? "to_json(" + quoted + ")::VARCHAR" : quoted + "::VARCHAR";
    }

    /** Returns the value that a text of the {@link #expression} stands for. */
    JsonNode value(String text, ObjectMapper json) throws JsonProcessingException {
        if (isWholeNumber()) {
            return BigIntegerNode.valueOf(new BigInteger(text));
        }
        if (isNested()) {
            return json.readTree(text);
        }
        return isText() ? TextNode.valueOf(text) : new POJONode(text);
    }
}
