package dev.inward.gguf;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Reads little-endian values from the start of a file, and never beyond its end. */
final class HeaderReader {

    /** The sizes in bytes of the types 0 to 12 of values; 0 for texts and lists. */
    private static final int[] SIZES = {1, 1, 2, 2, 4, 4, 4, 1, 0, 0, 8, 8, 8};

    private static final int TEXT = 8;
    private static final int LIST = 9;
    private static final int MAX_DEPTH = 4;
    private static final int MAX_TEXT = 1 << 24;

    private final DataInputStream content;
    private final long length;
    private long position;

    HeaderReader(InputStream content, long length) {
        this.content = new DataInputStream(new BufferedInputStream(content, 1 << 16));
        this.length = length;
    }

    long position() {
        return position;
    }

    int int32() throws IOException {
        advance(Integer.BYTES);
        return Integer.reverseBytes(content.readInt());
    }

    long int64() throws IOException {
        advance(Long.BYTES);
        return Long.reverseBytes(content.readLong());
    }

    /**
     * Reads a number of things that follow.
     *
     * @param minBytes how many bytes each of them has at least
     * @throws EOFException if they do not fit into the file
     */
    long count(int minBytes) throws IOException {
        long count = int64();
        if (count < 0 || count > (length - position) / minBytes) {
            throw new EOFException();
        }
        return count;
    }

    String text() throws IOException {
        long size = count(1);
        if (size > MAX_TEXT) {
            throw new EOFException();
        }
        var bytes = new byte[(int) size];
        advance(bytes.length);
        content.readFully(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Returns the value of a text; "" for another type, whose value is skipped. */
    String textOrSkip(int type) throws IOException {
        if (type == TEXT) {
            return text();
        }
        skip(type, MAX_DEPTH);
        return "";
    }

    private void skip(int type, int depth) throws IOException {
        if (type < 0 || type >= SIZES.length || depth == 0) {
            throw new EOFException();
        }
        if (type == TEXT) {
            skipBytes(count(1));
        } else if (type == LIST) {
            int elementType = int32();
            long count = count(1);
            if (elementType >= 0 && elementType < SIZES.length && SIZES[elementType] > 0) {
                skipBytes(Math.multiplyExact(count, (long) SIZES[elementType]));
            } else {
                for (long i = 0; i < count; i++) {
                    skip(elementType, depth - 1);
                }
            }
        } else {
            skipBytes(SIZES[type]);
        }
    }

    private void skipBytes(long count) throws IOException {
        advance(count);
        content.skipNBytes(count);
    }

    private void advance(long count) throws IOException {
        if (count > length - position) {
            throw new EOFException();
        }
        position += count;
    }
}
