package dev.inward.data.hub;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.inward.data.DataFormat;
import dev.inward.data.hub.HubRevision.RemoteFile;
import dev.inward.file.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/**
 * The data sets of the Hugging Face hub. A file is downloaded once, compared with the checksum of
 * the hub, and kept. Later runs make no call.
 *
 * <p>This class is thread-safe. Several processes can share a home.
 */
public final class HuggingFaceHub {

    /** The environment variable of the access token. */
    public static final String TOKEN = "HF_TOKEN";

    /** The environment variable of the hub's address. */
    public static final String ENDPOINT = "HF_ENDPOINT";

    private static final Pattern NAME = Pattern.compile("\\w[\\w.-]*(?:/\\w[\\w.-]*)?");
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final HubClient client;

    HuggingFaceHub(Path folder, HubClient client) {
        this.folder = folder;
        this.client = client;
    }

    /**
     * Returns the hub.
     *
     * @param home Inward's home
     * @param environment the environment variables
     * @throws IllegalArgumentException if {@link #ENDPOINT} is no address, or would have a token
     *     sent without encryption to another machine
     */
    public static HuggingFaceHub of(Path home, Map<String, String> environment) {
        String address = environment.getOrDefault(ENDPOINT, "https://huggingface.co");
        HttpUrl endpoint = HttpUrl.parse(address);
        if (endpoint == null) {
            throw new IllegalArgumentException(
                    "The environment variable HF_ENDPOINT is no address. Give it one such as https://huggingface.co, or remove it.");
        }
        String token = environment.getOrDefault(TOKEN, "").strip();
        if (!token.isEmpty()
                && !endpoint.isHttps()
                && !endpoint.host().matches("localhost|127\\..*|::1")) {
            throw new IllegalArgumentException(
                    "The environment variable HF_ENDPOINT has an address without https, to which HF_TOKEN is not sent. Use https, or remove HF_TOKEN.");
        }
        return new HuggingFaceHub(
                home.resolve("hugging-face"),
                new HubClient(endpoint, token.isEmpty() ? null : token, Duration.ofSeconds(1)));
    }

    /**
     * Returns the files of a data set. Downloads what is not there yet.
     *
     * @param dataset the data set
     * @return the files
     * @throws HubException if they cannot be had, or the revision is no commit
     */
    public HubDownload files(HubDataset dataset) {
        if (!NAME.matcher(dataset.name()).matches()) {
            throw new HubException(dataset.name(), "has no valid name. Write it as owner/name.");
        }
        if (!COMMIT.matcher(dataset.revision()).matches()) {
            String commit =
                    HubRevision.of(client.revision(dataset.name(), dataset.revision())).commit();
            throw new HubException(
                    dataset.name(),
                    String.format(
                            Locale.ROOT,
                            "has '%s' as its revision, which can change. It is now this commit, so write 'revision: %s'.",
                            dataset.revision(),
                            commit));
        }
        Path kept = folder.resolve(dataset.name()).resolve(dataset.revision());
        try {
            HubRevision revision = revision(dataset, kept.resolve("revision.json"));
            var files = new ArrayList<HubDownload.File>();
            for (RemoteFile file : new HubFiles(revision, dataset).find()) {
                files.add(file(dataset, file, kept));
            }
            return new HubDownload(files, revision.licence());
        } catch (IOException e) {
            throw new HubException(
                    dataset.name(),
                    "cannot be kept in "
                            + kept
                            + ": "
                            + e.getMessage()
                            + ". Make the folder writable, and give it space.",
                    e);
        }
    }

    private HubRevision revision(HubDataset dataset, Path file) throws IOException {
        Optional<HubRevision> kept = kept(file);
        if (kept.isPresent()) {
            return kept.get();
        }
        JsonNode json = client.revision(dataset.name(), dataset.revision());
        HubRevision revision = HubRevision.of(json);
        if (!revision.commit().equals(dataset.revision())) {
            throw new HubException(
                    dataset.name(),
                    "was answered with another commit than "
                            + dataset.revision()
                            + ": '"
                            + revision.commit()
                            + "'. Check HF_ENDPOINT.");
        }
        AtomicFile.write(file, JSON.writeValueAsBytes(json));
        return revision;
    }

    /** A file that another program has damaged is as if it were absent. */
    private static Optional<HubRevision> kept(Path file) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(HubRevision.of(JSON.readTree(file.toFile())));
        } catch (JsonProcessingException damaged) {
            return Optional.empty();
        }
    }

    /**
     * The name of the file on this machine is made of hexadecimal digits, whatever the hub says.
     */
    private HubDownload.File file(HubDataset dataset, RemoteFile remote, Path kept)
            throws IOException {
        String end = DataFormat.ofName(remote.path()).orElseThrow().name().toLowerCase(Locale.ROOT);
        String name = Checksum.sha256(remote.path()) + "." + end;
        Path file = kept.resolve(name);
        Path checksum = kept.resolve(name + ".sha256");
        if (!Files.exists(file) || !Files.exists(checksum)) {
            Path part = Files.createFile(kept.resolve(name + "." + UUID.randomUUID() + ".part"));
            try {
                client.download(dataset.name(), dataset.revision(), remote.path(), part);
                AtomicFile.write(checksum, Checksum.verified(part, remote, dataset.name()));
                Files.move(
                        part,
                        file,
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(part);
            }
        }
        return new HubDownload.File(
                "hf://datasets/" + dataset.name() + "@" + dataset.revision() + "/" + remote.path(),
                file,
                Files.readString(checksum));
    }
}
