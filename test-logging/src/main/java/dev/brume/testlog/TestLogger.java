package dev.brume.testlog;

import java.io.PrintStream;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

/**
 * Gives warnings and errors to the captures that expect them, and prints those that nobody does.
 */
final class TestLogger extends LegacyAbstractLogger {

  private static final long serialVersionUID = 1L;

  TestLogger(String name) {
    this.name = name;
  }

  @Override
  public boolean isTraceEnabled() {
    return false;
  }

  @Override
  public boolean isDebugEnabled() {
    return false;
  }

  @Override
  public boolean isInfoEnabled() {
    return false;
  }

  @Override
  public boolean isWarnEnabled() {
    return true;
  }

  @Override
  public boolean isErrorEnabled() {
    return true;
  }

  @Override
  protected String getFullyQualifiedCallerName() {
    return TestLogger.class.getName();
  }

  @Override
  protected void handleNormalizedLoggingCall(
      Level level, Marker marker, String pattern, Object[] arguments, Throwable failure) {
    String message = MessageFormatter.basicArrayFormat(pattern, arguments);
    LogEvent event = new LogEvent(name, level, message, failure);
    if (!ExpectedLog.offer(event)) {
      print(event, System.err);
    }
  }

  private static void print(LogEvent event, PrintStream to) {
    synchronized (to) {
      to.println(
          "[%s] %s %s - %s%s"
              .formatted(
                  Thread.currentThread().getName(),
                  event.level(),
                  event.logger(),
                  event.message(),
                  test()));
      if (event.failure() != null) {
        event.failure().printStackTrace(to);
      }
    }
  }

  /** The test that runs in this thread, as far as its stack tells. */
  private static String test() {
    return StackWalker.getInstance()
        .walk(
            frames ->
                frames.filter(frame -> frame.getClassName().endsWith("Test")).reduce((a, b) -> b))
        .map(frame -> " (in %s.%s)".formatted(frame.getClassName(), frame.getMethodName()))
        .orElse("");
  }
}
