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
 * Starts a {@link Brume} on a free port for the tests of a class, and hands it to every method and
 * constructor that has a parameter of that type. A parameter that is a client of the AWS SDK for
 * Java v2, such as {@code SqsClient}, is one that calls the emulator; so is a field that carries
 * {@link Emulated}. Each test begins without any state but what this annotation names, and with no
 * request remembered. A test during which the emulator itself failed fails, and a test that fails
 * shows the emulator's last requests on standard error. It may stand on an annotation of the user's
 * own.
 */
@Target({ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
@ExtendWith(BrumeExtension.class)
public @interface BrumeTest {
  /**
   * Whether time stands still until the test moves it: {@code
   * brume.timeline().advance(Duration.ofHours(1))}.
   */
  boolean virtualTime() default false;

  /** Whether what was made before a test, such as in {@code @BeforeAll}, is there in it. */
  boolean keepState() default false;

  /**
   * Whether the clients that a test method is given act in an account of its own. Nothing is reset
   * and forgotten then, so the tests of a class can run at the same time. Those of constructors and
   * {@code @BeforeAll} act in account 000000000000.
   */
  boolean ownAccounts() default false;

  /**
   * Names of S3 buckets that there are when a test begins. Bucket names are unique in all accounts.
   */
  String[] buckets() default {};

  /**
   * Names of SQS queues that there are when a test begins; those that end in .fifo are FIFO queues.
   */
  String[] queues() default {};

  /**
   * Names of SNS topics that there are when a test begins; those that end in .fifo are FIFO topics.
   */
  String[] topics() default {};

  /** DynamoDB tables that there are when a test begins. */
  StartingTable[] tables() default {};

  /** Variables of docs/configuration.md, such as {@code SERVICES=s3,sqs}. */
  String[] settings() default {};
}
