package dev.brume.lambda.engine;

import dev.brume.lambda.engine.FunctionSettings.AttachedLayer;
import dev.brume.lambda.engine.FunctionSettings.FileSystemMount;
import dev.brume.lambda.engine.FunctionSettings.ImageSettings;
import dev.brume.lambda.engine.FunctionSettings.LoggingSettings;
import dev.brume.lambda.engine.FunctionSettings.ManagedSettings;
import dev.brume.lambda.engine.FunctionSettings.VpcSettings;
import java.util.List;
import java.util.Map;

/**
 * Builds {@link FunctionSettings}, with AWS's defaults.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html">
 *     CreateFunction</a>
 */
public final class FunctionSettingsBuilder {
  private String runtime;
  private String role;
  private String handler;
  private String description = "";
  private int timeoutSeconds = 3;
  private int memoryMegabytes = 128;
  private Map<String, String> environment;
  private String kmsKeyArn;
  private List<AttachedLayer> layers = List.of();
  private VpcSettings vpc;
  private String deadLetterArn;
  private String tracingMode = "PassThrough";
  private List<String> architectures = List.of("x86_64");
  private int ephemeralStorageMegabytes = 512;
  private ImageSettings image;
  private String snapStart = "None";
  private LoggingSettings logging;
  private DurableSettings durable;
  private ManagedSettings managed;
  private List<FileSystemMount> fileSystems;
  private String tenantIsolation;

  /** The settings of a new function. */
  public FunctionSettingsBuilder() {}

  FunctionSettingsBuilder(FunctionSettings from) {
    runtime = from.runtime();
    role = from.role();
    handler = from.handler();
    description = from.description();
    timeoutSeconds = from.timeoutSeconds();
    memoryMegabytes = from.memoryMegabytes();
    environment = from.environment();
    kmsKeyArn = from.kmsKeyArn();
    layers = from.layers();
    vpc = from.vpc();
    deadLetterArn = from.deadLetterArn();
    tracingMode = from.tracingMode();
    architectures = from.architectures();
    ephemeralStorageMegabytes = from.ephemeralStorageMegabytes();
    image = from.image();
    snapStart = from.snapStart();
    logging = from.logging();
    durable = from.durable();
    managed = from.managed();
    fileSystems = from.fileSystems();
    tenantIsolation = from.tenantIsolation();
  }

  public FunctionSettingsBuilder runtime(String value) {
    runtime = value;
    return this;
  }

  public FunctionSettingsBuilder role(String value) {
    role = value;
    return this;
  }

  public FunctionSettingsBuilder handler(String value) {
    handler = value;
    return this;
  }

  public FunctionSettingsBuilder description(String value) {
    description = value;
    return this;
  }

  public FunctionSettingsBuilder timeoutSeconds(int value) {
    timeoutSeconds = value;
    return this;
  }

  public FunctionSettingsBuilder memoryMegabytes(int value) {
    memoryMegabytes = value;
    return this;
  }

  public FunctionSettingsBuilder environment(Map<String, String> value) {
    environment = value;
    return this;
  }

  public FunctionSettingsBuilder kmsKeyArn(String value) {
    kmsKeyArn = value;
    return this;
  }

  public FunctionSettingsBuilder layers(List<AttachedLayer> value) {
    layers = value;
    return this;
  }

  public FunctionSettingsBuilder vpc(VpcSettings value) {
    vpc = value;
    return this;
  }

  public FunctionSettingsBuilder deadLetterArn(String value) {
    deadLetterArn = value;
    return this;
  }

  public FunctionSettingsBuilder tracingMode(String value) {
    tracingMode = value;
    return this;
  }

  public FunctionSettingsBuilder architectures(List<String> value) {
    architectures = value;
    return this;
  }

  public FunctionSettingsBuilder ephemeralStorageMegabytes(int value) {
    ephemeralStorageMegabytes = value;
    return this;
  }

  public FunctionSettingsBuilder image(ImageSettings value) {
    image = value;
    return this;
  }

  public FunctionSettingsBuilder snapStart(String value) {
    snapStart = value;
    return this;
  }

  public FunctionSettingsBuilder logging(LoggingSettings value) {
    logging = value;
    return this;
  }

  public FunctionSettingsBuilder durable(DurableSettings value) {
    durable = value;
    return this;
  }

  public FunctionSettingsBuilder managed(ManagedSettings value) {
    managed = value;
    return this;
  }

  public FunctionSettingsBuilder fileSystems(List<FileSystemMount> value) {
    fileSystems = value;
    return this;
  }

  public FunctionSettingsBuilder tenantIsolation(String value) {
    tenantIsolation = value;
    return this;
  }

  /** What has been said up to now. */
  public FunctionSettings build() {
    return new FunctionSettings(
        runtime,
        role,
        handler,
        description,
        timeoutSeconds,
        memoryMegabytes,
        environment,
        kmsKeyArn,
        layers,
        vpc,
        deadLetterArn,
        tracingMode,
        architectures,
        ephemeralStorageMegabytes,
        image,
        snapStart,
        logging,
        durable,
        managed,
        fileSystems,
        tenantIsolation);
  }
}
