/** Evals that find out whether a language model knows itself. */
module dev.inward {
    exports dev.inward;
    exports dev.inward.assertion;
    exports dev.inward.baseline;
    exports dev.inward.cache;
    exports dev.inward.junit;
    exports dev.inward.langchain4j;
    exports dev.inward.model;
    exports dev.inward.property;
    exports dev.inward.statistics;
    exports dev.inward.study;
    exports dev.inward.task;
    exports dev.inward.verdict;

    opens dev.inward.junit to
            org.junit.platform.commons;

    uses dev.inward.model.ModelProvider;
    uses dev.inward.verdict.RunListener;

    provides dev.inward.model.ModelProvider with
            dev.inward.lab.LabProvider,
            dev.inward.langchain4j.LangChain4jProvider,
            dev.inward.model.OpenAiProvider,
            dev.inward.model.AnthropicProvider,
            dev.inward.model.GeminiProvider;
    provides dev.inward.verdict.RunListener with
            dev.inward.report.RunReport;
    provides org.junit.platform.launcher.LauncherSessionListener with
            dev.inward.junit.EvalPlanListener;

    requires static transitive org.jspecify;
    requires static transitive org.apiguardian.api;
    requires static ai.djl.api;
    requires static ai.djl.pytorch_engine;
    // LangChain4j names no modules: this is the name that Java makes of its file's.
    requires static langchain4j.core;
    requires com.fasterxml.jackson.databind;
    requires com.fasterxml.jackson.dataformat.yaml;
    requires com.networknt.schema;
    requires org.apache.commons.numbers.rootfinder;
    requires org.apache.commons.statistics.inference;
    requires org.apache.commons.statistics.distribution;
    requires org.apache.commons.text;
    requires org.tribuo.core;
    requires org.tribuo.classification.core;
    requires org.tribuo.classification.liblinear;
    requires java.sql;
    requires org.xerial.sqlitejdbc;
    requires okhttp3;
    requires kotlin.stdlib;
    requires dev.failsafe.core;
    requires transitive org.junit.jupiter.params;
    requires org.junit.platform.launcher;
    requires transitive org.assertj.core;
    requires com.fasterxml.jackson.dataformat.csv;
    requires io.qameta.allure.commons;
    requires io.qameta.allure.model;
}
