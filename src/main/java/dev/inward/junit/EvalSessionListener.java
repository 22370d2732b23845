package dev.inward.junit;

import dev.inward.cache.AnswerStoreException;
import dev.inward.text.ConsoleLog;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.engine.support.store.Namespace;
import org.junit.platform.engine.support.store.NamespacedHierarchicalStore;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestPlan;

/**
 * Starts the comparisons of all selected evals when a test plan starts, and ends the run with the
 * plan. So models are finetuned and called while other tests run.
 *
 * <p>If the run expects cells, a plan without evals is also a run. {@link java.util.ServiceLoader}
 * finds this listener. Without it, each eval starts its comparisons when JUnit executes it.
 *
 * @since 0.1
 */
@SuppressWarnings("exports") // Only the launcher calls it.
@API(status = Status.INTERNAL, since = "0.1")
public final class EvalSessionListener implements LauncherSessionListener {

    /** Creates the listener; called by {@link java.util.ServiceLoader}. */
    public EvalSessionListener() {}

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        session.getLauncher().registerTestExecutionListeners(new EarlyStarter(session.getStore()));
    }

    private record EarlyStarter(NamespacedHierarchicalStore<Namespace> store)
            implements TestExecutionListener {

        @Override
        public void testPlanExecutionStarted(TestPlan plan) {
            if (EvalRuns.configuration(plan).isExpectingCells()) {
                startExpectingCells(plan);
            }
            plan.getRoots().stream()
                    .flatMap(root -> plan.getDescendants(root).stream())
                    .flatMap(test -> test.getSource().stream())
                    .filter(MethodSource.class::isInstance)
                    .map(MethodSource.class::cast)
                    .flatMap(
                            source ->
                                    EvalMethod.of(source.getJavaClass(), source.getJavaMethod())
                                            .stream())
                    .filter(eval -> !eval.isDisabled())
                    .forEach(eval -> start(eval, plan));
        }

        /**
         * Starts the run even if no eval is selected, so that its end finds the missing cells. If
         * the run cannot start, the end of the session throws, because JUnit reports exceptions of
         * a session but not those of a listener.
         */
        private void startExpectingCells(TestPlan plan) {
            try {
                EvalRuns.of(store, plan);
            } catch (IllegalArgumentException | AnswerStoreException failure) {
                store.put(
                        EvalRuns.NAMESPACE,
                        "start failure",
                        (AutoCloseable)
                                () -> {
                                    throw new IncompleteRunException(
                                            "no eval was executed: "
                                                    + PrintableFailure.of(failure).getMessage());
                                });
            }
        }

        /**
         * An invalid eval fails when JUnit executes it. JUnit ignores exceptions of a listener, so
         * none is thrown here.
         */
        private void start(EvalMethod eval, TestPlan plan) {
            try {
                EvalRuns.of(store, plan).start(eval);
            } catch (RuntimeException failure) {
                ConsoleLog.of(EvalSessionListener.class)
                        .log(System.Logger.Level.DEBUG, eval.description(), failure);
            }
        }

        @Override
        public void testPlanExecutionFinished(TestPlan plan) {
            try {
                EvalRuns.find(store, plan).ifPresent(EvalRun::end);
            } catch (IllegalArgumentException | AnswerStoreException neverStarted) {
                // Its evals have reported the failure, or the end of the session reports it.
            }
        }
    }
}
