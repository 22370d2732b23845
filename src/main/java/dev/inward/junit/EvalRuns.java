package dev.inward.junit;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.platform.engine.support.store.Namespace;
import org.junit.platform.engine.support.store.NamespacedHierarchicalStore;
import org.junit.platform.launcher.TestPlan;

/**
 * The runs of a launcher session, one for each configuration. The store of the session keeps them
 * and closes them at its end.
 */
final class EvalRuns {

    private static final String NAME = EvalRun.class.getName();

    /** The namespace of the runs in the store of the session. */
    static final Namespace NAMESPACE = Namespace.create(NAME);

    private EvalRuns() {}

    /** Returns the run of an eval. Starts the run if there is none. */
    static EvalRun of(ExtensionContext context) {
        return requireNonNull(
                context.getStore(
                                StoreScope.LAUNCHER_SESSION,
                                ExtensionContext.Namespace.create(NAME))
                        .getOrComputeIfAbsent(
                                RunConfiguration.read(context::getConfigurationParameter),
                                configuration ->
                                        EvalRun.start(
                                                configuration, context::getConfigurationParameter),
                                EvalRun.class));
    }

    /** Returns the run of a test plan. Starts the run if there is none. */
    static EvalRun of(NamespacedHierarchicalStore<Namespace> store, TestPlan plan) {
        return requireNonNull(
                store.getOrComputeIfAbsent(
                        NAMESPACE,
                        configuration(plan),
                        configuration ->
                                EvalRun.start(
                                        configuration, plan.getConfigurationParameters()::get),
                        EvalRun.class));
    }

    /** Returns the run of a test plan; empty if none has started. */
    static Optional<EvalRun> find(NamespacedHierarchicalStore<Namespace> store, TestPlan plan) {
        return Optional.ofNullable(store.get(NAMESPACE, configuration(plan), EvalRun.class));
    }

    static RunConfiguration configuration(TestPlan plan) {
        return RunConfiguration.read(plan.getConfigurationParameters()::get);
    }
}
