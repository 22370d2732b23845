package dev.inward.gguf;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes the bytes of small GGUF files, which have a header and one tensor. */
final class GgufBytes {

    static final int UINT32 = 4;
    static final int TEXT = 8;
    static final int LIST = 9;

    private final ByteArrayOutputStream entries = new ByteArrayOutputStream();
    private int count;
    private int version = 3;
    private long columns = 64;
    private int tensorType;

    /** Returns a file with the entries that every model has. */
    static GgufBytes ofModel() {
        return new GgufBytes()
                .text("general.architecture", "gemma3")
                .text("tokenizer.ggml.model", "llama");
    }

    GgufBytes text(String key, String value) {
        return entry(key, TEXT, bytes(value));
    }

    GgufBytes number(String key, int value) {
        return entry(key, UINT32, little(4).putInt(value).array());
    }

    GgufBytes texts(String key, String... values) {
        var list = new ByteArrayOutputStream();
        list.writeBytes(little(12).putInt(TEXT).putLong(values.length).array());
        for (String value : values) {
            list.writeBytes(bytes(value));
        }
        return entry(key, LIST, list.toByteArray());
    }

    GgufBytes entry(String key, int type, byte[] value) {
        entries.writeBytes(bytes(key));
        entries.writeBytes(little(4).putInt(type).array());
        entries.writeBytes(value);
        count++;
        return this;
    }

    GgufBytes version(int other) {
        version = other;
        return this;
    }

    GgufBytes tensor(int type, long numbers) {
        tensorType = type;
        columns = numbers;
        return this;
    }

    /** Returns the bytes of a file whose tensor has 256 bytes. */
    byte[] build() {
        var file = new ByteArrayOutputStream();
        file.writeBytes(bytesOf("GGUF"));
        file.writeBytes(little(20).putInt(version).putLong(1).putLong(count).array());
        file.writeBytes(entries.toByteArray());
        file.writeBytes(bytes("output.weight"));
        file.writeBytes(
                little(24).putInt(1).putLong(columns).putInt(tensorType).putLong(0).array());
        file.writeBytes(new byte[(32 - file.size() % 32) % 32]);
        file.writeBytes(new byte[256]);
        return file.toByteArray();
    }

    private static byte[] bytes(String text) {
        byte[] utf8 = bytesOf(text);
        return little(8 + utf8.length).putLong(utf8.length).put(utf8).array();
    }

    private static byte[] bytesOf(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static ByteBuffer little(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
}
