package dev.brume.junit5;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brume.core.time.VirtualTimeline;
import dev.brume.server.Brume;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Test;

/** An annotation that carries {@link BrumeTest}. Source of truth: its Javadoc. */
@ComposedAnnotationTest.TestAtNewYear
class ComposedAnnotationTest {
  @Target(ElementType.TYPE)
  @Retention(RetentionPolicy.RUNTIME)
  @BrumeTest(virtualTime = true)
  @interface TestAtNewYear {}

  @Test
  void itsSettingsAreHeeded(Brume brume) {
    assertThat(brume.timeline().now()).isEqualTo(VirtualTimeline.START);
  }
}
