plugins {
    java
}

repositories {
    // Only for a version that mvn install has put there.
    mavenLocal()
    mavenCentral()
}

dependencies {
    // Brings JUnit, its launcher and AssertJ. LangChain4j and Spring AI are optional, so Gradle leaves them
    // out; add one only if an eval uses it.
    testImplementation("dev.inward:inward:" + providers.gradleProperty("inwardVersion").get())
}

// The model of this example is shared with the Maven example beside it. A project of your own needs
// nothing of this kind.
sourceSets {
    test {
        java {
            srcDir("../consumer/src/test/java")
            exclude("**/BirdsEval.java")
        }
        resources.srcDir("../consumer/src/test/resources")
    }
}

tasks.withType<JavaCompile>().configureEach {
    options.encoding = "UTF-8"
    options.release.set(17)
}

tasks.test {
    useJUnitPlatform()
    include("**/*Eval.class")

    // Gradle hands no property of the command line to the JVM of the tests by itself.
    systemProperties(providers.systemPropertiesPrefixedBy("inward.").get())

    // One run writes one set of reports.
    maxParallelForks = 1

    // The result depends on models, which Gradle does not see. A result from last week is none.
    doNotTrackState("evals depend on models")

    testLogging {
        events("passed", "skipped", "failed")
        // The closing table goes to the console.
        showStandardStreams = true
    }
}
