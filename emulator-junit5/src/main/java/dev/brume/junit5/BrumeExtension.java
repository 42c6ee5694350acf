package dev.brume.junit5;

import dev.brume.server.Brume;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;

/**
 * Implements {@link BrumeTest}: starts, resets, injects and stops the emulator of a class. If other
 * code of a test class needs the endpoint, such as Spring's {@code @DynamicPropertySource},
 * register it with a static field:
 *
 * <pre>{@code @RegisterExtension static final BrumeExtension BRUME = new BrumeExtension();}</pre>
 *
 * <p>The class may still be annotated with {@link BrumeTest}, for its settings.
 */
public final class BrumeExtension
    implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(BrumeExtension.class);

  /** The number of recent requests that a failed test shows. */
  private static final int SHOWN_REQUESTS = 20;

  private static final String ACCOUNT = "account";
  private static final AtomicLong ACCOUNTS = new AtomicLong(100_000_000_000L);

  private volatile Running started;

  /**
   * The emulator of the test class that registers this by a field.
   *
   * @throws IllegalStateException before the tests of the class begin
   */
  public Brume brume() {
    Running running = started;
    if (running == null) {
      throw new IllegalStateException("The emulator starts with the tests of the class");
    }
    return running.brume();
  }

  /** The address of {@link #brume}. */
  public URI endpoint() {
    return brume().endpoint();
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    // Nested classes share their test class's emulator.
    Running running = running(context);
    if (running == null) {
      Class<?> type = context.getRequiredTestClass();
      TestSettings settings =
          AnnotationSupport.findAnnotation(type, BrumeTest.class)
              .map(TestSettings::of)
              .orElse(TestSettings.DEFAULT);
      running = Running.start(settings);
      context.getStore(NAMESPACE).put(Running.class, running);
      if (settings.keepState()) {
        StartingState.make(running.brume(), running.brume().account(), settings);
      }
    }
    started = running;
    setFields(context.getRequiredTestClass(), null, context);
  }

  private static Running running(ExtensionContext context) {
    return context.getStore(NAMESPACE).get(Running.class, Running.class);
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    Running running = running(context);
    TestSettings settings = running.settings();
    if (settings.ownAccounts()) {
      StartingState.make(running.brume(), accountOf(context), settings);
    } else if (!settings.keepState()) {
      running.brume().reset();
      StartingState.make(running.brume(), accountOf(context), settings);
    }
    if (!settings.ownAccounts()) {
      running.brume().forgetRequests();
    }
    for (Object instance : context.getRequiredTestInstances().getAllInstances()) {
      setFields(instance.getClass(), instance, context);
    }
  }

  /** Sets the static fields, or those of {@code instance}. */
  private static void setFields(Class<?> type, Object instance, ExtensionContext context) {
    List<Field> fields =
        AnnotationSupport.findAnnotatedFields(
            type,
            Emulated.class,
            field -> Modifier.isStatic(field.getModifiers()) == (instance == null),
            HierarchyTraversalMode.TOP_DOWN);
    for (Field field : fields) {
      if (!isEmulated(field.getType())) {
        throw new IllegalArgumentException(
            field + " carries @Emulated, and is neither a Brume nor a client of the AWS SDK");
      }
      try {
        field.setAccessible(true);
        field.set(instance, value(field.getType(), context));
      } catch (IllegalAccessException e) {
        throw new IllegalArgumentException(field + " can't be set", e);
      }
    }
  }

  @Override
  public void afterEach(ExtensionContext context) {
    Running running = running(context);
    if (context.getExecutionException().isPresent()) {
      show(context.getDisplayName(), running.brume().lastRequests(SHOWN_REQUESTS));
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
    return isEmulated(parameter.getParameter().getType());
  }

  private static boolean isEmulated(Class<?> type) {
    return type == Brume.class || isClient(type);
  }

  private static boolean isClient(Class<?> type) {
    try {
      return SdkClients.isClient(type);
    } catch (NoClassDefFoundError e) {
      return false; // The SDK is not on the class path.
    }
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return value(parameter.getParameter().getType(), context);
  }

  private static Object value(Class<?> type, ExtensionContext context) {
    Brume brume = running(context).brume();
    if (type == Brume.class) {
      return brume;
    }
    AutoCloseable client = SdkClients.create(type, brume, accountOf(context));
    context.getStore(NAMESPACE).put(client, new OpenClient(client));
    return client;
  }

  /** One account for all tests of a class, or one per test if the class is so configured. */
  private static String accountOf(ExtensionContext context) {
    Running running = running(context);
    if (!running.settings().ownAccounts() || context.getTestMethod().isEmpty()) {
      return running.brume().account();
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
