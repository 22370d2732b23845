rootProject.name = "inward-gradle-example"
