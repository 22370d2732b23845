package dev.inward.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

/** The classes of the main code, read once for all tests: reading them takes seconds. */
public final class MainClasses {

    /** All classes below {@code dev.inward} but those of tests. */
    public static final JavaClasses ALL =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("dev.inward");

    private MainClasses() {}
}
