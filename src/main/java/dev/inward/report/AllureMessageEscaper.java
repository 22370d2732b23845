package dev.inward.report;

import dev.inward.report.allure.AllureText;
import io.qameta.allure.listener.ContainerLifecycleListener;
import io.qameta.allure.listener.TestLifecycleListener;
import io.qameta.allure.model.ExecutableItem;
import io.qameta.allure.model.StatusDetails;
import io.qameta.allure.model.TestResult;
import io.qameta.allure.model.TestResultContainer;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.Nullable;

/**
 * Escapes the messages and stack traces of all tests before Allure writes them. The page of Allure
 * 2 shows both as HTML, so a message that quotes a server could run a script in it.
 *
 * <p>This class is thread-safe.
 *
 * @since 0.1
 */
@SuppressWarnings("exports") // Only Allure calls it.
@API(status = Status.INTERNAL, since = "0.1")
public final class AllureMessageEscaper
        implements TestLifecycleListener, ContainerLifecycleListener {

    /** Creates the listener; called by {@link java.util.ServiceLoader}. */
    public AllureMessageEscaper() {}

    @Override
    public void beforeTestWrite(TestResult result) {
        escape(result);
    }

    @Override
    public void beforeContainerWrite(TestResultContainer container) {
        container.getBefores().forEach(AllureMessageEscaper::escape);
        container.getAfters().forEach(AllureMessageEscaper::escape);
    }

    private static void escape(ExecutableItem item) {
        StatusDetails details = item.getStatusDetails();
        if (details != null) {
            details.setMessage(escaped(details.getMessage()));
            details.setTrace(escaped(details.getTrace()));
        }
        item.getSteps().forEach(AllureMessageEscaper::escape);
    }

    private static @Nullable String escaped(@Nullable String text) {
        return text == null ? null : AllureText.html(text);
    }
}
