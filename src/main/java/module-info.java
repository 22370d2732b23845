/** Evals that find out whether a language model knows itself. */
module dev.inward {
    exports dev.inward;
    exports dev.inward.assertion;
    exports dev.inward.model;
    exports dev.inward.model.budget;
    exports dev.inward.property;
    exports dev.inward.statistics;
    exports dev.inward.statistics.agreement;
    exports dev.inward.statistics.resampling;
    exports dev.inward.statistics.sequential;
    exports dev.inward.study;
    exports dev.inward.study.design;
    exports dev.inward.study.measurement;
    exports dev.inward.task;
    exports dev.inward.task.prompt;
    exports dev.inward.transcript;
    exports dev.inward.verdict;
    exports dev.inward.verdict.figures;
    exports dev.inward.verdict.ladder;

    opens dev.inward.junit to
            org.junit.platform.commons;

    uses dev.inward.model.ModelProvider;
    uses dev.inward.property.PropertyProvider;
    uses dev.inward.study.measurement.StudyMeasurement;
    uses dev.inward.verdict.RunListener;

    provides dev.inward.model.ModelProvider with
            dev.inward.gguf.GgufProvider,
            dev.inward.hosted.AnthropicProvider,
            dev.inward.hosted.GeminiProvider,
            dev.inward.hosted.OpenAiProvider,
            dev.inward.lab.LabProvider,
            dev.inward.langchain4j.LangChain4jProvider,
            dev.inward.springai.SpringAiProvider;
    provides dev.inward.study.measurement.StudyMeasurement with
            dev.inward.study.measurement.standard.AnswerCorrectnessMeasurement,
            dev.inward.study.measurement.standard.AttributeWeightsMeasurement,
            dev.inward.study.measurement.standard.BehaviourChangeMeasurement,
            dev.inward.study.measurement.standard.BiasAwarenessMeasurement,
            dev.inward.study.measurement.standard.CalibrationMeasurement,
            dev.inward.study.measurement.standard.QuotedAnswerMeasurement,
            dev.inward.study.measurement.standard.SwitchesWhenAskedMeasurement;
    provides dev.inward.verdict.RunListener with
            dev.inward.report.RunReport;
    provides io.qameta.allure.listener.ContainerLifecycleListener with
            dev.inward.report.AllureMessageEscaper;
    provides io.qameta.allure.listener.TestLifecycleListener with
            dev.inward.report.AllureMessageEscaper;
    provides org.junit.platform.launcher.LauncherSessionListener with
            dev.inward.junit.EvalSessionListener;

    requires static transitive org.jspecify;
    requires static transitive org.apiguardian.api;
    // LangChain4j, llama and Spring AI name no modules: these are the names that Java makes of
    // their files'.
    requires static langchain4j.core;
    requires static llama;
    requires static spring.ai.model;
    requires com.fasterxml.jackson.databind;
    requires com.fasterxml.jackson.dataformat.csv;
    requires com.networknt.schema;
    requires static org.apache.commons.compress;
    requires dev.failsafe.core;
    requires freemarker;
    requires static io.qameta.allure.commons;
    requires static io.qameta.allure.model;
    requires java.desktop;
    requires java.sql;
    requires kotlin.stdlib;
    requires okhttp3;
    requires org.apache.commons.numbers.rootfinder;
    requires org.apache.commons.statistics.distribution;
    requires org.apache.commons.statistics.inference;
    requires org.apache.commons.text;
    requires org.apache.xmlgraphics.batik.svggen;
    requires transitive org.assertj.core;
    requires transitive org.junit.jupiter.params;
    requires org.jfree.jfreechart;
    requires org.junit.platform.launcher;
    requires org.tribuo.classification.core;
    requires org.tribuo.classification.liblinear;
    requires org.tribuo.core;
    requires org.xerial.sqlitejdbc;
    requires org.yaml.snakeyaml;
}
