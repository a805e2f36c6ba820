"""A JVM under the real library: needs a JDK (`make test-java`), which the other suites do without."""
