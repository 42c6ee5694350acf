package dev.brume.testlog;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The test makes the product log a warning or an error on purpose. The event is captured instead of
 * printed; the test fails if it does not come within ten seconds of the test's end. On a class: at
 * least one of its tests provokes the event.
 */
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(ExpectsLog.All.class)
@ExtendWith(ExpectedLogExtension.class)
public @interface ExpectsLog {

  /** The class whose logger writes the event. */
  Class<?> from();

  /**
   * Words that stand in the event's message, or in the text of its exception or one of its causes.
   */
  String text();

  /** Holds the annotations of a test that expects several events. */
  @Target({ElementType.METHOD, ElementType.TYPE})
  @Retention(RetentionPolicy.RUNTIME)
  @ExtendWith(ExpectedLogExtension.class)
  @interface All {
    /** The events, in no order. */
    ExpectsLog[] value();
  }
}
