package dev.brume.lambda.engine;

import java.util.List;
import java.util.Map;

/**
 * The configuration of a function; a published version has its own copy.
 *
 * @param runtime such as {@code python3.13}; null for images
 * @param role the execution role's ARN
 * @param handler null for images
 * @param description "" if there is none
 * @param timeoutSeconds 1 to 900
 * @param memoryMegabytes 128 to 10,240
 * @param environment variables by name; null if the function was created without any
 * @param kmsKeyArn null for AWS's own key
 * @param layers in the order of overlaying
 * @param vpc null if there is none
 * @param deadLetterArn null if there is none
 * @param tracingMode {@code PassThrough} or {@code Active}
 * @param architectures one of {@code x86_64} and {@code arm64}
 * @param ephemeralStorageMegabytes 512 to 10,240
 * @param image overrides of an image's own settings; null if there are none
 * @param snapStart {@code None} or {@code PublishedVersions}
 * @param logging where logs go and in which form
 * @param durable how executions are kept; null where the function is not durable
 * @param managed the instances that it runs on; null for AWS's own
 * @param fileSystems what is mounted; null or empty for nothing
 * @param tenantIsolation {@code PER_TENANT}, or null
 */
public record FunctionSettings(
    String runtime,
    String role,
    String handler,
    String description,
    int timeoutSeconds,
    int memoryMegabytes,
    Map<String, String> environment,
    String kmsKeyArn,
    List<AttachedLayer> layers,
    VpcSettings vpc,
    String deadLetterArn,
    String tracingMode,
    List<String> architectures,
    int ephemeralStorageMegabytes,
    ImageSettings image,
    String snapStart,
    LoggingSettings logging,
    DurableSettings durable,
    ManagedSettings managed,
    List<FileSystemMount> fileSystems,
    String tenantIsolation) {

  /**
   * A layer of a function.
   *
   * @param arn of its version
   * @param codeSize of its archive, in bytes
   * @param unzippedSize in bytes
   */
  public record AttachedLayer(String arn, long codeSize, long unzippedSize) {}

  /** The subnets and security groups that a function is attached to. */
  public record VpcSettings(List<String> subnetIds, List<String> securityGroupIds, boolean ipv6) {}

  /** The overridden settings of an image; each may be null. */
  public record ImageSettings(
      List<String> entryPoint, List<String> command, String workingDirectory) {}

  /**
   * The logging settings of a function.
   *
   * @param format {@code Text} or {@code JSON}
   * @param applicationLevel null for format text
   * @param systemLevel null for format text
   * @param group the log group
   */
  public record LoggingSettings(
      String format, String applicationLevel, String systemLevel, String group) {}

  /**
   * The capacity provider of a managed function.
   *
   * @param capacityProviderArn of the provider
   * @param concurrency how many calls an environment runs at a time; null for the default
   * @param memoryGibPerVcpu null for the default
   */
  public record ManagedSettings(
      String capacityProviderArn, Integer concurrency, Double memoryGibPerVcpu) {}

  /** A file system's access point, and where functions see it. */
  public record FileSystemMount(String arn, String path) {}

  /** A builder with these settings. */
  public FunctionSettingsBuilder toBuilder() {
    return new FunctionSettingsBuilder(this);
  }

  /** The same with another description. */
  public FunctionSettings withDescription(String text) {
    return toBuilder().description(text).build();
  }
}
