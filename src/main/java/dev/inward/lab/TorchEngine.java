package dev.inward.lab;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;

/** Starts PyTorch, offline and with one thread per operation. */
final class TorchEngine {

    private static final Engine ENGINE = start();

    private TorchEngine() {}

    static NDManager newManager() {
        return ENGINE.newBaseManager(Device.cpu());
    }

    private static Engine start() {
        // DJL reads these properties when it starts. Without them it reports its use to a server.
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("OPT_OUT_TRACKING", "true");
        Engine engine = Engine.getEngine("PyTorch");
        // Two threads in one operation add in a different order, which gives different weights.
        JniUtils.setNumThreads(1);
        return engine;
    }
}
