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
 * constructor that has a parameter of that type. Each test begins without any state. A test during
 * which the emulator itself failed fails.
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
}
