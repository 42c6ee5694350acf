package dev.brume.junit5;

import dev.brume.server.Brume;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Starts a {@link Brume} on a free port for the tests of a class, and injects it into every method
 * and constructor parameter of that type. Parameters whose type is a client of the AWS SDK for Java
 * v2, such as {@code SqsClient}, get a client of the emulator; so do fields annotated with {@link
 * Emulated}. Each test starts with only the state that this annotation declares, and without
 * recorded requests. A test fails if the emulator itself failed during it, and a failed test prints
 * the emulator's last requests to standard error. May be used as a meta-annotation.
 */
@Target({ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
@ExtendWith(BrumeExtension.class)
public @interface BrumeTest {
  /**
   * Whether time stands still until the test advances it: {@code
   * brume.timeline().advance(Duration.ofHours(1))}.
   */
  boolean virtualTime() default false;

  /** Whether state created before a test, such as in {@code @BeforeAll}, is kept for it. */
  boolean keepState() default false;

  /**
   * Whether the clients of each test method use an account of their own. Nothing is reset then, so
   * the tests of a class can run concurrently. Clients of constructors and {@code @BeforeAll} use
   * account 000000000000.
   */
  boolean ownAccounts() default false;

  /**
   * Names of S3 buckets that exist when a test begins. Bucket names are unique over all accounts.
   */
  String[] buckets() default {};

  /** Names of SQS queues that exist when a test begins; those that end in .fifo are FIFO queues. */
  String[] queues() default {};

  /** Names of SNS topics that exist when a test begins; those that end in .fifo are FIFO topics. */
  String[] topics() default {};

  /** DynamoDB tables that exist when a test begins. */
  StartingTable[] tables() default {};

  /** Variables of docs/configuration.md, such as {@code SERVICES=s3,sqs}. */
  String[] settings() default {};
}
