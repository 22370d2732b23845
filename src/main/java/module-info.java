/** Evals that find out whether a language model knows itself. */
module dev.inward {
    exports dev.inward;
    exports dev.inward.model;
    exports dev.inward.property;
    exports dev.inward.statistics;
    exports dev.inward.study;
    exports dev.inward.task;

    uses dev.inward.model.ModelProvider;

    provides dev.inward.model.ModelProvider with
            dev.inward.lab.LabProvider;

    requires static transitive org.jspecify;
    requires static transitive org.apiguardian.api;
    requires static ai.djl.api;
    requires static ai.djl.pytorch_engine;
    requires com.fasterxml.jackson.databind;
    requires com.fasterxml.jackson.dataformat.yaml;
    requires org.apache.commons.statistics.inference;
    requires org.apache.commons.statistics.distribution;
    requires org.apache.commons.text;
}
