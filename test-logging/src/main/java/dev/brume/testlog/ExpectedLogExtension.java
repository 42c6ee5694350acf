package dev.brume.testlog;

import java.lang.reflect.AnnotatedElement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** Captures and asserts what {@link ExpectsLog} announces. */
final class ExpectedLogExtension
    implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {

  private static final Namespace NAMESPACE = Namespace.create(ExpectedLogExtension.class);

  /** The captures of a class or a method. */
  private record Captures(List<ExpectedLog> all) {}

  @Override
  public void beforeAll(ExtensionContext context) {
    open(context, context.getRequiredTestClass());
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    open(context, context.getRequiredTestMethod());
  }

  @Override
  public void afterEach(ExtensionContext context) {
    verify(context, context.getRequiredTestMethod());
  }

  @Override
  public void afterAll(ExtensionContext context) {
    verify(context, context.getRequiredTestClass());
  }

  private static void open(ExtensionContext context, AnnotatedElement where) {
    List<ExpectedLog> captures =
        Stream.of(where.getAnnotationsByType(ExpectsLog.class))
            .map(expected -> ExpectedLog.of(expected.from(), expected.text()))
            .toList();
    context.getStore(NAMESPACE).put(where, new Captures(captures));
  }

  /** A test that has failed already is not blamed for the missing event as well. */
  private static void verify(ExtensionContext context, AnnotatedElement where) {
    Captures captures = context.getStore(NAMESPACE).remove(where, Captures.class);
    try {
      if (context.getExecutionException().isEmpty()) {
        captures.all().forEach(ExpectedLog::await);
      }
    } finally {
      captures.all().forEach(ExpectedLog::close);
    }
  }
}
