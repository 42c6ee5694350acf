package dev.brume.junit5;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a field of a test class that is set before each test, a static one before all tests: to the
 * class's {@link dev.brume.server.Brume}, or to a client of the AWS SDK for Java v2 that calls it.
 * Clients are closed after the test, or after all tests.
 */
@Target({ElementType.FIELD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface Emulated {}
