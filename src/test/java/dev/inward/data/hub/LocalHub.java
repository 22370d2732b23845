package dev.inward.data.hub;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okhttp3.HttpUrl;
import okio.Buffer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A server that behaves like the hub, with one data set. Large files stand on a second server, to
 * which it redirects. Files whose names begin with {@code big} are large.
 */
public final class LocalHub implements BeforeEachCallback, AfterEachCallback {

    /** The commit of the data set. */
    public static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

    /** The access token that a private data set needs. */
    static final String TOKEN = "hf_secretOfThisTest";

    private final MockWebServer hub = new MockWebServer();
    private final MockWebServer store = new MockWebServer();
    private final Map<String, byte[]> files = new LinkedHashMap<>();
    private final Set<String> branches = new HashSet<>(Set.of("main", COMMIT));
    private final ObjectNode card = new ObjectMapper().createObjectNode();
    private final Deque<MockResponse> first = new ArrayDeque<>();
    private final Deque<MockResponse> firstOfStore = new ArrayDeque<>();
    private final List<String> calls = Collections.synchronizedList(new ArrayList<>());
    private final List<String> tokens = Collections.synchronizedList(new ArrayList<>());
    private boolean isPrivate;
    private @Nullable String wrongContent;

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        hub.setDispatcher(dispatcher("hub", first));
        store.setDispatcher(dispatcher("store", firstOfStore));
        hub.start();
        store.start();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        hub.close();
        store.close();
    }

    /** Adds a file to the data set. */
    public LocalHub with(String path, String content) {
        return with(path, content.getBytes(StandardCharsets.UTF_8));
    }

    /** Adds a file to the data set. */
    public LocalHub with(String path, byte[] content) {
        files.put(path, content);
        return this;
    }

    /** Names a branch or a tag of the commit, beside {@code main}. */
    public LocalHub withBranch(String name) {
        branches.add(name);
        return this;
    }

    /** Sets the front matter of the data set card, as JSON. */
    public LocalHub withCard(String json) throws IOException {
        card.setAll((ObjectNode) new ObjectMapper().readTree(json));
        return this;
    }

    LocalHub makePrivate() {
        isPrivate = true;
        return this;
    }

    /** Serves another content than the one whose checksum is listed. */
    LocalHub serveInstead(String content) {
        wrongContent = content;
        return this;
    }

    /** Gives this response before any other. */
    LocalHub answerFirst(MockResponse response) {
        first.add(response);
        return this;
    }

    /** Cuts the first download from the second server in its middle. */
    LocalHub cutFirstDownload(String path) {
        firstOfStore.add(
                new MockResponse.Builder()
                        .body(new Buffer().write(files.getOrDefault(path, new byte[0])))
                        .onResponseBody(new SocketEffect.CloseStream())
                        .build());
        return this;
    }

    /** Returns the requests until now: the server, the path, and the range if one is asked for. */
    List<String> calls() {
        return List.copyOf(calls);
    }

    /** Returns the servers that were sent a token. */
    List<String> serversWithToken() {
        return List.copyOf(tokens);
    }

    /** Returns a hub with a home. Its waits take a millisecond. */
    public HuggingFaceHub hub(Path home, @Nullable String token) {
        return new HuggingFaceHub(home, new HubClient(hub.url("/"), token, Duration.ofMillis(1)));
    }

    /** Returns the address of the hub. */
    public HttpUrl address() {
        return hub.url("/");
    }

    private Dispatcher dispatcher(String server, Deque<MockResponse> before) {
        return new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                String range = request.getHeaders().get("Range");
                calls.add(
                        server
                                + " "
                                + request.getUrl().encodedPath()
                                + (range == null ? "" : " " + range));
                String authorization = request.getHeaders().get("Authorization");
                if (authorization != null) {
                    tokens.add(server);
                }
                MockResponse scripted = before.poll();
                return scripted == null
                        ? answer(server, request.getUrl(), range, authorization)
                        : scripted;
            }
        };
    }

    private MockResponse answer(
            String server, HttpUrl url, @Nullable String range, @Nullable String authorization) {
        String path = String.join("/", url.pathSegments());
        if (server.equals("store")) {
            return content(path, range);
        }
        if (isPrivate && !("Bearer " + TOKEN).equals(authorization)) {
            return error(401, "Invalid username or password.");
        }
        String revision = "api/datasets/owner/capitals/revision/";
        if (path.startsWith(revision) && branches.contains(path.substring(revision.length()))) {
            return new MockResponse.Builder().body(listing()).build();
        }
        String resolve = "datasets/owner/capitals/resolve/" + COMMIT + "/";
        Optional<String> found =
                files.keySet().stream()
                        .filter(name -> pathSegments(resolve + name).equals(url.pathSegments()))
                        .findFirst();
        if (found.isEmpty()) {
            return error(404, "Entry not found");
        }
        String file = found.get();
        return isLarge(file)
                ? new MockResponse.Builder()
                        .code(302)
                        .setHeader("Location", store.url("/" + file).toString())
                        .build()
                : content(file, range);
    }

    /** Returns where a client finds a path, which may contain {@code ..}. */
    private List<String> pathSegments(String path) {
        return hub.url("/").newBuilder().addPathSegments(path).build().pathSegments();
    }

    private MockResponse content(String file, @Nullable String range) {
        byte[] bytes =
                wrongContent == null
                        ? files.getOrDefault(file, new byte[0])
                        : wrongContent.getBytes(StandardCharsets.UTF_8);
        if (range == null) {
            return new MockResponse.Builder().body(new Buffer().write(bytes)).build();
        }
        int from = Integer.parseInt(range.replaceAll("\\D", ""));
        return new MockResponse.Builder()
                .code(206)
                .body(new Buffer().write(bytes, from, bytes.length - from))
                .build();
    }

    private String listing() {
        ObjectNode json = new ObjectMapper().createObjectNode();
        json.put("id", "owner/capitals").put("sha", COMMIT).set("cardData", card);
        ArrayNode siblings = json.putArray("siblings");
        files.forEach(
                (path, bytes) -> {
                    ObjectNode file = siblings.addObject();
                    file.put("rfilename", path).put("size", bytes.length);
                    file.put("blobId", blobId(bytes));
                    if (isLarge(path)) {
                        file.putObject("lfs")
                                .put("sha256", hex("SHA-256", bytes))
                                .put("size", bytes.length)
                                .put("pointerSize", 134);
                    }
                });
        return json.toString();
    }

    private static boolean isLarge(String path) {
        return path.substring(path.lastIndexOf('/') + 1).startsWith("big");
    }

    private static String blobId(byte[] bytes) {
        var blob = new Buffer().writeUtf8("blob " + bytes.length + "\0").write(bytes);
        return hex("SHA-1", blob.readByteArray());
    }

    static String hex(String algorithm, byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static MockResponse error(int status, String message) {
        return new MockResponse.Builder()
                .code(status)
                .setHeader("X-Error-Message", message)
                .body("{\"error\":\"" + message + "\"}")
                .build();
    }
}
