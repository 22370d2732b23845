package dev.inward.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.POJONode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigInteger;
import java.util.regex.Pattern;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * How a file reads values without quotes. Parsers of YAML 1.1 and 1.2 read some of them as other
 * values: {@code NO} as false, {@code 007} as 7, {@code 1.10} as 1.1. Such a value is never text.
 *
 * <p>This class is thread-safe.
 *
 * @since 0.1
 */
@API(status = Status.INTERNAL, since = "0.1")
public enum PlainScalars {

    /**
     * For files of texts. A whole number in canonical form, such as 7, -12 or 0, is its text. The
     * only other values are {@code true} and {@code false}.
     */
    TEXTS {
        @Override
        JsonNode special(String plain) {
            if (CANONICAL_INTEGER.matcher(plain).matches()) {
                return TextNode.valueOf(plain);
            }
            return switch (plain) {
                case "true" -> BooleanNode.TRUE;
                case "false" -> BooleanNode.FALSE;
                default -> new POJONode(plain);
            };
        }
    },

    /** For files of texts, decimal numbers and booleans. */
    TYPED {
        @Override
        JsonNode special(String plain) {
            if (TRUE.matcher(plain).matches() || FALSE.matcher(plain).matches()) {
                return BooleanNode.valueOf(TRUE.matcher(plain).matches());
            }
            String number = SEPARATOR.matcher(plain).replaceAll("");
            if (INTEGER.matcher(number).matches()) {
                return integer(new BigInteger(number));
            }
            if (DECIMAL.matcher(number).matches()) {
                double decimal = Double.parseDouble(number);
                return Double.isInfinite(decimal)
                        ? new POJONode(plain)
                        : DoubleNode.valueOf(decimal);
            }
            return isResolvedTo(Tag.NULL, plain) ? NullNode.getInstance() : new POJONode(plain);
        }
    };

    private static final Pattern CANONICAL_INTEGER = Pattern.compile("0|-?[1-9][0-9]*+");
    private static final Pattern INTEGER = Pattern.compile("[-+]?(?:0|[1-9][0-9]*+)");
    private static final Pattern DECIMAL =
            Pattern.compile(
                    "[-+]?(?:(?:0|[1-9][0-9]*+)(?:\\.[0-9]*+)?|\\.[0-9]++)(?:[eE][-+]?[0-9]++)?");
    private static final Pattern SEPARATOR = Pattern.compile("(?<=[0-9])_(?=[0-9])");
    private static final Pattern TRUE = Pattern.compile("true|True|TRUE");
    private static final Pattern FALSE = Pattern.compile("false|False|FALSE");

    /** The values of YAML 1.2's core schema that YAML 1.1 reads as texts are among them. */
    private static final Pattern CORE_SCHEMA =
            Pattern.compile(
                    "[-+]?[0-9]++|0o[0-7]++|0x[0-9a-fA-F]++"
                            + "|[-+]?(?:\\.[0-9]++|[0-9]++(?:\\.[0-9]*+)?)(?:[eE][-+]?[0-9]++)?");

    private static final Resolver YAML_1_1 = new Resolver();

    /** Returns the value of a scalar without quotes. A {@link POJONode} has what was written. */
    JsonNode value(String plain) {
        if (plain.isEmpty()) {
            return NullNode.getInstance();
        }
        return isSpecial(plain) ? special(plain) : TextNode.valueOf(plain);
    }

    abstract JsonNode special(String plain);

    private static boolean isSpecial(String plain) {
        return !isResolvedTo(Tag.STR, plain) || CORE_SCHEMA.matcher(plain).matches();
    }

    private static boolean isResolvedTo(Tag tag, String plain) {
        return YAML_1_1.resolve(NodeId.scalar, plain, true).equals(tag);
    }

    private static JsonNode integer(BigInteger number) {
        if (number.bitLength() < Integer.SIZE) {
            return IntNode.valueOf(number.intValue());
        }
        return number.bitLength() < Long.SIZE
                ? LongNode.valueOf(number.longValue())
                : BigIntegerNode.valueOf(number);
    }
}
