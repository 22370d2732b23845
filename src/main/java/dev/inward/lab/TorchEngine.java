package dev.inward.lab;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;

/** The one place that starts PyTorch, offline and with one thread inside an operation. */
final class TorchEngine {

    private static final Engine ENGINE = start();

    private TorchEngine() {}

    static NDManager newManager() {
        return ENGINE.newBaseManager(Device.cpu());
    }

    private static Engine start() {
        // DJL reads these once, when it starts; without them it reports its use to a server.
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("OPT_OUT_TRACKING", "true");
        Engine engine = Engine.getEngine("PyTorch");
        // Two threads inside an operation sum in another order and give other weights.
        JniUtils.setNumThreads(1);
        return engine;
    }
}
