package dev.brume.junit5;

import dev.brume.server.Brume;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/** What {@link BrumeTest} does: starts, resets, hands out and stops the emulator of a class. */
public final class BrumeExtension
    implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(BrumeExtension.class);

  /** A running emulator; JUnit closes it with the class's store. */
  private record Running(Brume brume, Queue<Throwable> bugs) implements AutoCloseable {
    static Running start(boolean virtualTime) {
      Queue<Throwable> bugs = new ConcurrentLinkedQueue<>();
      Brume.Builder builder =
          Brume.builder().onFailure((requestId, request, failure) -> bugs.add(failure));
      if (virtualTime) {
        builder.virtualTime();
      }
      return new Running(builder.start(), bugs);
    }

    void failOnBugs() {
      List<Throwable> met = new ArrayList<>();
      for (Throwable bug = bugs.poll(); bug != null; bug = bugs.poll()) {
        met.add(bug);
      }
      if (!met.isEmpty()) {
        AssertionError failure =
            new AssertionError("The emulator failed " + met.size() + " times", met.get(0));
        met.subList(1, met.size()).forEach(failure::addSuppressed);
        throw failure;
      }
    }

    @Override
    public void close() {
      brume.close();
    }
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    // The classes nested in a test class share its emulator.
    if (running(context) == null) {
      boolean virtualTime =
          AnnotationSupport.findAnnotation(context.getRequiredTestClass(), BrumeTest.class)
              .map(BrumeTest::virtualTime)
              .orElse(false);
      context.getStore(NAMESPACE).put(Running.class, Running.start(virtualTime));
    }
  }

  private static Running running(ExtensionContext context) {
    return context.getStore(NAMESPACE).get(Running.class, Running.class);
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    running(context).brume().reset();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    running(context).failOnBugs();
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Brume.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return running(context).brume();
  }
}
