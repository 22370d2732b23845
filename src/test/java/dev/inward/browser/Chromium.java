package dev.inward.browser;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.inward.machine.MachineRequirement;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.logging.Level;
import java.util.regex.Pattern;
import org.openqa.selenium.UnhandledAlertException;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.remote.RemoteWebDriver;

/**
 * Chromium without a window, with a page of Allure. It knows no other host: each name that it looks
 * up is unknown.
 */
public final class Chromium implements AutoCloseable {

    private static final MachineRequirement BROWSER =
            new MachineRequirement(
                    "Chromium with its driver",
                    "On Debian, run apt-get install chromium chromium-driver.");

    private static final ObjectMapper JSON = new ObjectMapper();

    /** For how many results one history and one list of retries is shown. */
    private static final int RESULTS_PER_TAB = 20;

    /** How many views are visited by one script. */
    private static final int BATCH = 20;

    /** A browser is left after so many views, because its memory fills. */
    private static final int VIEWS_PER_BROWSER = 10 * BATCH;

    /** How often views are shown again after a crash before that is an error. */
    private static final int MAX_TRIES = 5;

    /** What tells of a request. */
    private static final Pattern REQUEST =
            Pattern.compile("\"(?:Network\\.requestWillBeSent|Network\\.webSocketCreated)\"");

    private static final String VISIT = script();

    private final ChromeDriverService service;
    private final ChromeOptions options;
    private RemoteWebDriver driver;
    private String page = "";

    private Chromium(ChromeDriverService service, ChromeOptions options) {
        this.service = service;
        this.options = options;
        // The class ChromeDriver would look for a driver in the network.
        driver = new RemoteWebDriver(service.getUrl(), options, false);
    }

    /** Starts the browser, or skips the test if the machine has none. */
    public static Chromium start() throws IOException {
        Path browser =
                BROWSER.require(
                        MachineRequirement.program(
                                "chromium", "chromium-browser", "google-chrome"));
        Path executable = BROWSER.require(MachineRequirement.program("chromedriver"));
        var requests = new LoggingPreferences();
        requests.enable(LogType.PERFORMANCE, Level.ALL);
        var options =
                new ChromeOptions()
                        .setBinary(browser.toFile())
                        .addArguments(
                                "--headless=new",
                                // A container has no name spaces for a sandbox.
                                "--no-sandbox",
                                "--disable-dev-shm-usage",
                                "--disable-gpu",
                                // No person looks, and drawing takes half of the time.
                                "--disable-threaded-compositing",
                                "--window-size=1400,1000",
                                "--host-resolver-rules=MAP * ~NOTFOUND");
        options.setCapability(ChromeOptions.LOGGING_PREFS, requests);
        options.setScriptTimeout(Duration.ofMinutes(2));
        var service =
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(executable.toFile())
                        .usingAnyFreePort()
                        .build();
        service.start();
        try {
            return new Chromium(service, options);
        } catch (RuntimeException e) {
            service.stop();
            throw e;
        }
    }

    private static String script() {
        try (InputStream script =
                requireNonNull(Chromium.class.getResourceAsStream("/browser/visit.js"))) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Opens a page that is a file. */
    public void open(Path file) {
        page = file.toUri().toString();
        driver.get(page);
    }

    /**
     * Returns the addresses of all views of the open page: its tabs, the results of tests, and the
     * history and the retries of some of them, which show nothing else.
     */
    public List<String> views() {
        var views = new ArrayList<>(List.of(""));
        views.addAll(
                texts(
                        "[...document.querySelectorAll('.side-nav__link')].map(a => a.hash.slice(1))"));
        List<String> results =
                texts("Object.keys(window.reportData)").stream()
                        .filter(name -> name.startsWith("data/test-cases/"))
                        .map(name -> "testresult/" + name.replaceAll(".*/|\\.json", ""))
                        .toList();
        views.addAll(results);
        for (int i = 0; i < results.size(); i += RESULTS_PER_TAB) {
            views.add(results.get(i) + "/history");
            views.add(results.get(i) + "/retries");
        }
        return views.stream().distinct().toList();
    }

    /** Returns the elements of a list in the open page, as texts. */
    public List<String> texts(String expression) {
        var list = (List<?>) requireNonNull(driver.executeScript("return " + expression));
        return list.stream().map(String::valueOf).toList();
    }

    /** Waits until an expression is true in the open page. */
    public void await(String expression) {
        driver.executeAsyncScript(
                String.format(
                        Locale.ROOT,
                        "const done = arguments[0]; const check = () => (%s) ? done() : setTimeout(check, 20); check();",
                        expression));
    }

    /** Shows views of the open page, one after the other, and opens everything in them. */
    public List<PageView> visit(List<String> views) {
        var visited = new ArrayList<PageView>();
        for (int i = 0; i < views.size(); i += BATCH) {
            if (i > 0 && i % VIEWS_PER_BROWSER == 0) {
                restart();
            }
            visited.addAll(visitBatch(views.subList(i, Math.min(i + BATCH, views.size()))));
        }
        return visited;
    }

    /** A tab that has shown hundreds of views can crash. Then a new browser shows them. */
    private List<PageView> visitBatch(List<String> views) {
        for (int tries = 1; ; tries++) {
            try {
                return show(views);
            } catch (WebDriverException e) {
                if (tries == MAX_TRIES || !String.valueOf(e.getMessage()).contains("crashed")) {
                    throw e;
                }
                restart();
            }
        }
    }

    private void restart() {
        driver.quit();
        driver = new RemoteWebDriver(service.getUrl(), options, false);
        driver.get(page);
    }

    private List<PageView> show(List<String> views) {
        var visited = new ArrayList<PageView>();
        var elsewhere = new ArrayList<String>();
        try {
            Object seen = driver.executeAsyncScript(VISIT, views);
            if (seen instanceof List<?>) {
                visited.addAll(JSON.convertValue(seen, new TypeReference<List<PageView>>() {}));
            } else {
                elsewhere.add("no end: " + seen);
            }
        } catch (UnhandledAlertException e) {
            elsewhere.add("dialog: " + e.getAlertText());
        }
        if (!elsewhere.isEmpty()) {
            elsewhere.addAll(openAgain());
        }
        elsewhere.addAll(foreignRequests());
        if (!elsewhere.isEmpty()) {
            visited.add(new PageView(String.join(" or ", views), "", 0, elsewhere));
        }
        return visited;
    }

    /**
     * Closes all dialogs with the page and opens it again. Returns what the dialogs said, and the
     * requests that would be lost.
     */
    private List<String> openAgain() {
        var dialogs = new ArrayList<String>();
        while (true) {
            try {
                driver.get("about:blank");
                driver.get(page);
                return dialogs;
            } catch (UnhandledAlertException e) {
                dialogs.add("dialog: " + e.getAlertText());
            } catch (WebDriverException e) {
                // A page that goes on to another one again and again cannot be left.
                dialogs.addAll(foreignRequests());
                restart();
                return dialogs;
            }
        }
    }

    /** Returns the requests since the last call but those for the page and for parts of it. */
    public List<String> foreignRequests() {
        var foreign = new ArrayList<String>();
        for (LogEntry entry : driver.manage().logs().get(LogType.PERFORMANCE)) {
            JsonNode message = message(entry);
            String address =
                    switch (message.path("method").asText()) {
                        case "Network.requestWillBeSent" ->
                                message.at("/params/request/url").asText();
                        case "Network.webSocketCreated" -> message.at("/params/url").asText();
                        default -> page;
                    };
            if (!address.replaceFirst("#.*", "").equals(page)
                    && !address.startsWith("data:")
                    && !address.equals("about:blank")) {
                foreign.add("request: " + address);
            }
        }
        return foreign;
    }

    /** Returns a message about a request. Most others have a part of the page in them. */
    private static JsonNode message(LogEntry entry) {
        try {
            return REQUEST.matcher(entry.getMessage()).find()
                    ? JSON.readTree(entry.getMessage()).path("message")
                    : MissingNode.getInstance();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            driver.quit();
        } finally {
            service.stop();
        }
    }
}
