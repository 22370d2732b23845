package dev.inward.junit;

import static java.util.Objects.requireNonNull;

import dev.inward.cache.AnswerStoreException;
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
 * Starts the work for all selected evals as soon as a test plan starts, so that models train and
 * answer while other tests run, and ends the run with the plan. Where cells are expected, a plan
 * without any eval is a run too. Found through {@link java.util.ServiceLoader}; without it every
 * eval starts its own work when its turn comes.
 *
 * @since 0.1
 */
@SuppressWarnings("exports") // Only the launcher calls it.
@API(status = Status.INTERNAL, since = "0.1")
public final class EvalSessionListener implements LauncherSessionListener {

    /** Makes the listener; called by {@link java.util.ServiceLoader}. */
    public EvalSessionListener() {}

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        session.getLauncher().registerTestExecutionListeners(new AheadOfTime(session.getStore()));
    }

    private record AheadOfTime(NamespacedHierarchicalStore<Namespace> store)
            implements TestExecutionListener {

        @Override
        public void testPlanExecutionStarted(TestPlan plan) {
            if (parameters(plan).expectsCells()) {
                expectCells(plan);
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
         * Begins the run even where no eval is selected, so that its end finds out. Where it cannot
         * begin, the end of the session says why, since no eval may do so: what a session throws is
         * seen by whoever opened it.
         */
        private void expectCells(TestPlan plan) {
            try {
                run(plan);
            } catch (IllegalArgumentException | AnswerStoreException wrong) {
                store.put(
                        EvalRun.NAMESPACE,
                        "cannot begin",
                        (AutoCloseable)
                                () -> {
                                    throw new IncompleteRunException(
                                            "no eval was executed: " + wrong.getMessage());
                                });
            }
        }

        /** A wrong eval says so when its turn comes: what a listener throws is not seen. */
        private void start(EvalMethod eval, TestPlan plan) {
            try {
                run(plan).start(eval);
            } catch (IllegalArgumentException | AnswerStoreException wrong) {
                System.getLogger(EvalSessionListener.class.getName())
                        .log(System.Logger.Level.DEBUG, eval.description(), wrong);
            }
        }

        @Override
        public void testPlanExecutionFinished(TestPlan plan) {
            try {
                var run = store.get(EvalRun.NAMESPACE, parameters(plan), EvalRun.class);
                if (run != null) {
                    run.end();
                }
            } catch (IllegalArgumentException | AnswerStoreException neverBegun) {
                // Its evals have said so, or the end of the session will.
            }
        }

        private EvalRun run(TestPlan plan) {
            return requireNonNull(
                    store.getOrComputeIfAbsent(
                            EvalRun.NAMESPACE,
                            parameters(plan),
                            parameters ->
                                    new EvalRun(parameters, plan.getConfigurationParameters()::get),
                            EvalRun.class));
        }

        private static RunConfiguration parameters(TestPlan plan) {
            return RunConfiguration.read(plan.getConfigurationParameters()::get);
        }
    }
}
