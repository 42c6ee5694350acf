package dev.brume.junit5;

import dev.brume.server.Brume;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
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

  /** How many of the emulator's last requests a failed test shows. */
  private static final int SHOWN_REQUESTS = 20;

  private static final String ACCOUNT = "account";
  private static final String DEFAULT_ACCOUNT = "000000000000";
  private static final AtomicLong ACCOUNTS = new AtomicLong(100_000_000_000L);

  /** What the annotation says, or its defaults where the extension is registered without it. */
  private record Settings(boolean virtualTime, boolean keepState, boolean ownAccounts) {
    static Settings of(Class<?> testClass) {
      return AnnotationSupport.findAnnotation(testClass, BrumeTest.class)
          .map(test -> new Settings(test.virtualTime(), test.keepState(), test.ownAccounts()))
          .orElse(new Settings(false, false, false));
    }
  }

  /** A client that JUnit closes with the test, or the class, that it was made for. */
  private record OpenClient(AutoCloseable client) implements AutoCloseable {
    @Override
    public void close() throws Exception {
      client.close();
    }
  }

  /** A running emulator; JUnit closes it with the class's store. */
  private record Running(Brume brume, Settings settings, Queue<Throwable> bugs)
      implements AutoCloseable {
    static Running start(Settings settings) {
      Queue<Throwable> bugs = new ConcurrentLinkedQueue<>();
      Brume.Builder builder =
          Brume.builder().onFailure((requestId, request, failure) -> bugs.add(failure));
      if (settings.virtualTime) {
        builder.virtualTime();
      }
      return new Running(builder.start(), settings, bugs);
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
      Settings settings = Settings.of(context.getRequiredTestClass());
      context.getStore(NAMESPACE).put(Running.class, Running.start(settings));
    }
  }

  private static Running running(ExtensionContext context) {
    return context.getStore(NAMESPACE).get(Running.class, Running.class);
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    Running running = running(context);
    if (!running.settings.keepState && !running.settings.ownAccounts) {
      running.brume.reset();
    }
  }

  @Override
  public void afterEach(ExtensionContext context) {
    Running running = running(context);
    if (context.getExecutionException().isPresent()) {
      show(context.getDisplayName(), running.brume.lastRequests(SHOWN_REQUESTS));
    }
    running.failOnBugs();
  }

  private static void show(String test, List<String> requests) {
    StringBuilder text = new StringBuilder("The emulator's last requests when " + test + " failed");
    text.append(requests.isEmpty() ? ": none" : ":").append(System.lineSeparator());
    requests.forEach(line -> text.append("  ").append(line).append(System.lineSeparator()));
    System.err.print(text);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == Brume.class || isClient(type);
  }

  private static boolean isClient(Class<?> type) {
    try {
      return SdkClients.isClient(type);
    } catch (NoClassDefFoundError e) {
      return false; // The SDK is not there.
    }
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Brume brume = running(context).brume();
    Class<?> type = parameter.getParameter().getType();
    if (type == Brume.class) {
      return brume;
    }
    AutoCloseable client = SdkClients.create(type, brume.endpoint(), accountOf(context));
    context.getStore(NAMESPACE).put(client, new OpenClient(client));
    return client;
  }

  /** One account for all tests of a class, or one for each where the class wants that. */
  private static String accountOf(ExtensionContext context) {
    if (!running(context).settings().ownAccounts() || context.getTestMethod().isEmpty()) {
      return DEFAULT_ACCOUNT;
    }
    ExtensionContext.Store store = context.getStore(NAMESPACE);
    String account = store.get(ACCOUNT, String.class);
    if (account == null) {
      account = Long.toString(ACCOUNTS.incrementAndGet());
      store.put(ACCOUNT, account);
    }
    return account;
  }
}
