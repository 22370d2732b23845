/** Evals that find out whether a language model knows itself. */
module dev.inward {
    exports dev.inward.property;
    exports dev.inward.statistics;

    requires static transitive org.jspecify;
    requires static transitive org.apiguardian.api;
    requires org.apache.commons.statistics.inference;
    requires org.apache.commons.statistics.distribution;
}
