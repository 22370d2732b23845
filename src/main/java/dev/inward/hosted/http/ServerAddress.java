package dev.inward.hosted.http;

import dev.inward.model.QuerySecrets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * The address of a server: the {@code base-url} of an entry. The paths of all calls are appended to
 * its path; its query stays a query.
 *
 * <p>Immutable and thread-safe.
 */
public final class ServerAddress {

    /**
     * A shorter value of a query parameter could be part of any text, so it is not masked there.
     */
    private static final int MIN_SECRET_LENGTH = 6;

    private static final String VERSION = "(?i)v\\d[\\w.]*";

    private final HttpUrl calls;
    private final String identity;
    private final List<Secret> secrets;

    private ServerAddress(HttpUrl calls, String identity, List<Secret> secrets) {
        this.calls = calls;
        this.identity = identity;
        this.secrets = List.copyOf(secrets);
    }

    /**
     * Parses an address.
     *
     * @param text the address
     * @param version the version that is appended to a path without one, such as {@code v1}; empty
     *     if the servers of a dialect differ
     * @param callPath a regular expression for the path of a call; it is removed from an address
     *     that ends with it, because it is appended to each call
     * @return empty if the text is no address
     */
    static Optional<ServerAddress> parse(String text, String version, String callPath) {
        HttpUrl url = text.strip().matches("\\S+") ? HttpUrl.parse(text.strip()) : null;
        if (url == null
                || url.fragment() != null
                || url.encodedUsername().length() > 0
                || url.encodedPassword().length() > 0) {
            return Optional.empty();
        }
        HttpUrl given = withTrailingSlash(url);
        HttpUrl.Builder identity = given.newBuilder();
        var secrets = new ArrayList<Secret>();
        for (String name : given.queryParameterNames()) {
            if (QuerySecrets.isKeyLike(name)) {
                given.queryParameterValues(name).forEach(value -> addSecret(value, secrets));
                identity.removeAllQueryParameters(name);
            }
        }
        HttpUrl base = withoutCallPath(given, callPath);
        HttpUrl calls =
                version.isEmpty() || hasVersion(base)
                        ? base
                        : base.newBuilder().addPathSegment(version).addPathSegment("").build();
        return Optional.of(new ServerAddress(calls, identity.build().toString(), secrets));
    }

    private static HttpUrl withTrailingSlash(HttpUrl url) {
        return url.encodedPath().endsWith("/") ? url : url.newBuilder().addPathSegment("").build();
    }

    /** Removes the path of a call and further slashes at the end. */
    private static HttpUrl withoutCallPath(HttpUrl url, String callPath) {
        return url.newBuilder()
                .encodedPath(url.encodedPath().replaceFirst("(?:/(?:" + callPath + "))?/+$", "/"))
                .build();
    }

    private static void addSecret(@Nullable String value, List<Secret> secrets) {
        if (value != null && value.length() >= MIN_SECRET_LENGTH) {
            secrets.add(new Secret(value));
        }
    }

    private static boolean hasVersion(HttpUrl url) {
        return url.pathSegments().stream().anyMatch(segment -> segment.matches(VERSION));
    }

    /**
     * Returns an address below this one.
     *
     * @param path the path after this address; can contain slashes
     * @param names further path segments, for example the server's id of an object; each is encoded
     */
    HttpUrl url(String path, String... names) {
        HttpUrl.Builder url = calls.newBuilder().addPathSegments(path);
        for (String name : names) {
            url.addPathSegment(name);
        }
        return url.build();
    }

    /**
     * Returns the text that identifies this server: the address as it was given, without the query
     * parameters that can hold a key. So a new key changes no identity.
     */
    public String identity() {
        return identity;
    }

    /** Returns the host. */
    public String host() {
        return calls.host();
    }

    /** Returns the port. */
    public int port() {
        return calls.port();
    }

    /** Returns whether another address is at this server, so that the key may be sent there. */
    public boolean isSameServer(HttpUrl url) {
        return url.scheme().equals(calls.scheme())
                && url.host().equals(calls.host())
                && url.port() == calls.port();
    }

    /** Returns whether the path ends with a version of the API, such as {@code /v1}. */
    boolean endsWithVersion() {
        return calls.encodedPath().replaceFirst("/$", "").matches(".*/" + VERSION);
    }

    /** Returns a text without the secrets of this address. Servers sometimes repeat the address. */
    String maskedIn(String text) {
        String masked = text;
        for (Secret secret : secrets) {
            masked = secret.maskedIn(masked);
        }
        return masked;
    }

    /** Returns the {@link #identity}, which contains no key. */
    @Override
    public String toString() {
        return identity;
    }
}
