package dev.brume.junit5;

import dev.brume.server.Brume;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.regions.Region;

/**
 * Creates clients of the AWS SDK for Java v2 that call the emulator, if the SDK is on the class
 * path.
 */
final class SdkClients {
  private static final String PACKAGE = "software.amazon.awssdk.services.";
  private static final String SECRET = "test";

  private SdkClients() {}

  /** Whether {@code type} is a client of the SDK, such as {@code SqsClient}. */
  static boolean isClient(Class<?> type) {
    return type.getName().startsWith(PACKAGE) && SdkClient.class.isAssignableFrom(type);
  }

  /**
   * A client in the default region; S3's uses path-style addresses, because not every machine
   * resolves bucket hosts.
   *
   * @param account the account whose resources it uses: 12 digits
   */
  static AutoCloseable create(Class<?> type, Brume brume, String account) {
    AwsClientBuilder<?, ?> builder = (AwsClientBuilder<?, ?>) call(find(type, "builder"), null);
    builder.endpointOverride(brume.endpoint());
    builder.region(Region.of(brume.region()));
    builder.credentialsProvider(
        StaticCredentialsProvider.create(AwsBasicCredentials.create(account, SECRET)));
    putBucketsIntoThePath(type, builder);
    return (AutoCloseable) builder.build();
  }

  private static void putBucketsIntoThePath(Class<?> client, Object builder) {
    try {
      Class<?> declared = find(client, "builder").getReturnType();
      call(declared.getMethod("forcePathStyle", Boolean.class), builder, true);
    } catch (NoSuchMethodException e) {
      // Not an S3 client.
    }
  }

  private static Method find(Class<?> type, String name) {
    try {
      return type.getMethod(name);
    } catch (NoSuchMethodException e) {
      throw new IllegalArgumentException(type.getName() + " is no client that can be made", e);
    }
  }

  private static Object call(Method method, Object target, Object... arguments) {
    try {
      return method.invoke(target, arguments);
    } catch (IllegalAccessException e) {
      throw new IllegalArgumentException(method + " can't be called", e);
    } catch (InvocationTargetException e) {
      throw new IllegalArgumentException(method + " failed", e.getCause());
    }
  }
}
