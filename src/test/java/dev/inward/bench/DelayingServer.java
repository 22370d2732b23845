package dev.inward.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Queue;
import java.util.function.Supplier;

/**
 * A local chat completions server that delays each response for a fixed time. One thread serves all
 * connections. It parses only enough of a request to find its end.
 */
final class DelayingServer implements AutoCloseable {

    private static final byte[] CONTENT_LENGTH =
            "content-length: ".getBytes(StandardCharsets.US_ASCII);

    private record Response(SocketChannel client, ByteBuffer bytes, long dueAt) {}

    private final Selector selector;
    private final ServerSocketChannel serverChannel;
    private final long delayNanos;
    private final Supplier<String> head;
    private final Queue<Response> responses = new ArrayDeque<>();
    private final Thread thread;
    private volatile boolean isClosing;

    /**
     * Starts a server.
     *
     * @param delayMillis the delay of each response
     * @param head supplies the status line and the headers of a response, each with its line break;
     *     one thread calls it after each complete request
     */
    DelayingServer(int delayMillis, Supplier<String> head) throws IOException {
        this.head = head;
        delayNanos = delayMillis * 1_000_000L;
        selector = Selector.open();
        serverChannel = ServerSocketChannel.open();
        serverChannel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 4096);
        serverChannel.configureBlocking(false);
        serverChannel.register(selector, SelectionKey.OP_ACCEPT);
        thread = new Thread(this::serve, "delaying-server");
        thread.setDaemon(true);
        thread.start();
    }

    String url() throws IOException {
        var address = (InetSocketAddress) serverChannel.getLocalAddress();
        return "http://127.0.0.1:" + address.getPort() + "/v1";
    }

    /** Returns the CPU time of the server thread in nanoseconds. */
    long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getThreadCpuTime(thread.getId());
    }

    private void serve() {
        try {
            while (!isClosing) {
                Response next = responses.peek();
                long wait = next == null ? 1000 : (next.dueAt() - System.nanoTime()) / 1_000_000;
                if (wait > 0) {
                    selector.select(wait);
                } else {
                    selector.selectNow();
                }
                read();
                writeDueResponses();
            }
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read() throws IOException {
        for (Iterator<SelectionKey> keys = selector.selectedKeys().iterator(); keys.hasNext(); ) {
            SelectionKey key = keys.next();
            keys.remove();
            if (key.isAcceptable()) {
                for (SocketChannel client = serverChannel.accept();
                        client != null;
                        client = serverChannel.accept()) {
                    client.configureBlocking(false);
                    client.register(selector, SelectionKey.OP_READ, ByteBuffer.allocate(16_384));
                }
            } else if (key.isReadable()) {
                read((SocketChannel) key.channel(), (ByteBuffer) key.attachment());
            }
        }
    }

    private void read(SocketChannel client, ByteBuffer request) {
        try {
            if (client.read(request) < 0) {
                client.close();
            } else if (isComplete(request)) {
                request.clear();
                byte[] response = response().getBytes(StandardCharsets.UTF_8);
                long dueAt = System.nanoTime() + delayNanos;
                responses.add(new Response(client, ByteBuffer.wrap(response), dueAt));
            }
        } catch (IOException e) {
            closeQuietly(client);
        }
    }

    private String response() {
        String body =
                "{\"id\":\"c\",\"model\":\"bench\",\"choices\":[{\"finish_reason\":\"stop\",\"message\":{\"role\":\"assistant\",\"content\":\"lion\"}}],\"usage\":{\"prompt_tokens\":12,\"completion_tokens\":1}}";
        return head.get()
                + "Content-Type: application/json\r\nContent-Length: "
                + body.length()
                + "\r\n\r\n"
                + body;
    }

    /** Whether the buffer holds a complete request. It never holds more than one. */
    private static boolean isComplete(ByteBuffer request) {
        int length = request.position();
        byte[] bytes = new byte[length];
        request.get(0, bytes);
        int expected = 0;
        for (int i = 0; i + 3 < length; i++) {
            if (bytes[i] == '\n' && isContentLength(bytes, i + 1, length)) {
                for (int at = i + 1 + CONTENT_LENGTH.length; bytes[at] != '\r'; at++) {
                    expected = expected * 10 + bytes[at] - '0';
                }
            } else if (bytes[i] == '\r' && bytes[i + 2] == '\r') {
                return length >= i + 4 + expected;
            }
        }
        return false;
    }

    private static boolean isContentLength(byte[] bytes, int from, int length) {
        if (from + CONTENT_LENGTH.length >= length) {
            return false;
        }
        for (int i = 0; i < CONTENT_LENGTH.length; i++) {
            if (Character.toLowerCase(bytes[from + i]) != CONTENT_LENGTH[i]) {
                return false;
            }
        }
        return true;
    }

    private void writeDueResponses() {
        for (Response next = responses.peek();
                next != null && next.dueAt() <= System.nanoTime();
                next = responses.peek()) {
            responses.remove();
            try {
                while (next.bytes().hasRemaining()) {
                    next.client().write(next.bytes());
                }
            } catch (IOException e) {
                closeQuietly(next.client());
            }
        }
    }

    private static void closeQuietly(SocketChannel client) {
        try {
            client.close();
        } catch (IOException e) {
            // The connection is gone anyway.
        }
    }

    @Override
    public void close() {
        isClosing = true;
        selector.wakeup();
    }
}
