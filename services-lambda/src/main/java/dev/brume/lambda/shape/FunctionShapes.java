package dev.brume.lambda.shape;

import dev.brume.core.kit.Transition;
import dev.brume.lambda.api.CapacityProviderConfig;
import dev.brume.lambda.api.DeadLetterConfig;
import dev.brume.lambda.api.DurableConfig;
import dev.brume.lambda.api.EnvironmentResponse;
import dev.brume.lambda.api.EphemeralStorage;
import dev.brume.lambda.api.FileSystemConfig;
import dev.brume.lambda.api.FunctionConfiguration;
import dev.brume.lambda.api.ImageConfig;
import dev.brume.lambda.api.ImageConfigResponse;
import dev.brume.lambda.api.LambdaManagedInstancesCapacityProviderConfig;
import dev.brume.lambda.api.Layer;
import dev.brume.lambda.api.LoggingConfig;
import dev.brume.lambda.api.RuntimeVersionConfig;
import dev.brume.lambda.api.SnapStartResponse;
import dev.brume.lambda.api.TenancyConfig;
import dev.brume.lambda.api.TracingConfigResponse;
import dev.brume.lambda.api.VpcConfigResponse;
import dev.brume.lambda.engine.DurableSettings;
import dev.brume.lambda.engine.FunctionSettings;
import dev.brume.lambda.engine.FunctionVersionRecord;
import dev.brume.lambda.engine.LambdaRegion;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Versions of functions in API form.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_FunctionConfiguration.html">
 *     FunctionConfiguration</a>
 */
public final class FunctionShapes {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSxx", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private static final String CREATING = "The function is being created.";
  private static final String CREATING_CODE = "Creating";

  private FunctionShapes() {}

  /** A time in Lambda's text format. */
  public static String date(long millis) {
    return DATE.format(Instant.ofEpochMilli(millis));
  }

  /** A version as in lists: without its state. */
  public static FunctionConfiguration listed(
      LambdaRegion region, FunctionVersionRecord version, String qualifier) {
    return common(region, version, qualifier)
        .revisionId(version.revisionAt(region.nowMillis()))
        .build();
  }

  /** A version in its present state. */
  public static FunctionConfiguration shown(
      LambdaRegion region, FunctionVersionRecord version, String qualifier) {
    long now = region.nowMillis();
    return withState(
        region, version, qualifier, version.stateAt(region, now), version.update().at(now), now);
  }

  /** A version in the response to its change, when the transition has just begun. */
  public static FunctionConfiguration changed(
      LambdaRegion region, FunctionVersionRecord version, String qualifier) {
    return withState(
        region,
        version,
        qualifier,
        version.state().from(),
        version.update().from(),
        Long.MIN_VALUE);
  }

  private static FunctionConfiguration withState(
      LambdaRegion region,
      FunctionVersionRecord version,
      String qualifier,
      String state,
      String update,
      long moment) {
    FunctionConfiguration.Builder shown = common(region, version, qualifier);
    boolean passes = isPassing(version.state(), moment) || isPassing(version.update(), moment);
    shown.revisionId(passes ? version.passingRevisionId() : version.revisionId()).state(state);
    if (isPassing(version.state(), moment)) {
      shown.stateReason(CREATING).stateReasonCode(CREATING_CODE);
    } else {
      shown.lastUpdateStatus(update);
      if (isPassing(version.update(), moment)) {
        shown.lastUpdateStatusReason(CREATING).lastUpdateStatusReasonCode(CREATING_CODE);
      }
    }
    if (version.settings().runtime() != null) {
      shown.runtimeVersionConfig(
          RuntimeVersionConfig.builder()
              .runtimeVersionArn(
                  RuntimeNames.versionArn(region.scope(), version.settings().runtime()))
              .build());
    }
    return shown.build();
  }

  private static boolean isPassing(Transition state, long moment) {
    return !state.from().equals(state.to()) && !state.isOver(moment);
  }

  private static FunctionConfiguration.Builder common(
      LambdaRegion region, FunctionVersionRecord version, String qualifier) {
    FunctionSettings settings = version.settings();
    FunctionConfiguration.Builder shown =
        FunctionConfiguration.builder()
            .functionName(version.function())
            .functionArn(region.functionArn(version.function(), qualifier))
            .runtime(settings.runtime())
            .role(settings.role())
            .handler(settings.handler())
            .codeSize(version.code().size())
            .codeSha256(version.code().sha256())
            .packageType(version.code().packageType())
            .description(settings.description())
            .timeout(settings.timeoutSeconds())
            .memorySize(settings.memoryMegabytes())
            .lastModified(date(version.modifiedMillis()))
            .version(version.version())
            .kmsKeyArn(settings.kmsKeyArn())
            .tracingConfig(TracingConfigResponse.builder().mode(settings.tracingMode()).build())
            .architectures(settings.architectures())
            .ephemeralStorage(
                EphemeralStorage.builder().size(settings.ephemeralStorageMegabytes()).build())
            .snapStart(snapStart(version))
            .loggingConfig(logging(settings.logging()));
    if (settings.environment() != null) {
      shown.environment(EnvironmentResponse.builder().variables(settings.environment()).build());
    }
    if (settings.deadLetterArn() != null) {
      shown.deadLetterConfig(
          DeadLetterConfig.builder().targetArn(settings.deadLetterArn()).build());
    }
    if (!settings.layers().isEmpty()) {
      shown.layers(
          settings.layers().stream()
              .map(layer -> Layer.builder().arn(layer.arn()).codeSize(layer.codeSize()).build())
              .toList());
    }
    if (settings.vpc() != null) {
      shown.vpcConfig(vpc(settings.vpc()));
    }
    if (settings.durable() != null) {
      shown.durableConfig(durable(settings.durable()));
    }
    if (settings.image() != null) {
      shown.imageConfigResponse(image(settings.image()));
    }
    return addPlacement(shown, settings);
  }

  /** Adds what says where a function runs, and what it reaches there. */
  private static FunctionConfiguration.Builder addPlacement(
      FunctionConfiguration.Builder shown, FunctionSettings settings) {
    if (settings.managed() != null) {
      shown.capacityProviderConfig(managed(settings.managed()));
    }
    if (settings.fileSystems() != null && !settings.fileSystems().isEmpty()) {
      shown.fileSystemConfigs(
          settings.fileSystems().stream()
              .map(
                  system ->
                      FileSystemConfig.builder()
                          .arn(system.arn())
                          .localMountPath(system.path())
                          .build())
              .toList());
    }
    if (settings.tenantIsolation() != null) {
      shown.tenancyConfig(
          TenancyConfig.builder().tenantIsolationMode(settings.tenantIsolation()).build());
    }
    return shown;
  }

  private static CapacityProviderConfig managed(FunctionSettings.ManagedSettings managed) {
    return CapacityProviderConfig.builder()
        .lambdaManagedInstancesCapacityProviderConfig(
            LambdaManagedInstancesCapacityProviderConfig.builder()
                .capacityProviderArn(managed.capacityProviderArn())
                .perExecutionEnvironmentMaxConcurrency(managed.concurrency())
                .executionEnvironmentMemoryGiBPerVCpu(managed.memoryGibPerVcpu())
                .build())
        .build();
  }

  /** The settings of a durable function. */
  public static DurableConfig durable(DurableSettings durable) {
    return DurableConfig.builder()
        .executionTimeout(durable.executionTimeoutSeconds())
        .retentionPeriodInDays(durable.retentionDays())
        .kmsKeyArn(durable.kmsKeyArn())
        .build();
  }

  private static SnapStartResponse snapStart(FunctionVersionRecord version) {
    String applyOn = version.settings().snapStart();
    boolean on = !version.isLatest() && !applyOn.equals("None");
    return SnapStartResponse.builder()
        .applyOn(applyOn)
        .optimizationStatus(on ? "On" : "Off")
        .build();
  }

  private static LoggingConfig logging(FunctionSettings.LoggingSettings logging) {
    return LoggingConfig.builder()
        .logFormat(logging.format())
        .applicationLogLevel(logging.applicationLevel())
        .systemLogLevel(logging.systemLevel())
        .logGroup(logging.group())
        .build();
  }

  /** The VPC of a subnet is not known here: an id derived from the subnet's is used. */
  private static VpcConfigResponse vpc(FunctionSettings.VpcSettings vpc) {
    String vpcId =
        vpc.subnetIds().isEmpty() ? "" : vpc.subnetIds().getFirst().replace("subnet-", "vpc-");
    return VpcConfigResponse.builder()
        .subnetIds(vpc.subnetIds())
        .securityGroupIds(vpc.securityGroupIds())
        .vpcId(vpcId)
        .ipv6AllowedForDualStack(vpc.ipv6())
        .build();
  }

  private static ImageConfigResponse image(FunctionSettings.ImageSettings image) {
    return ImageConfigResponse.builder()
        .imageConfig(
            ImageConfig.builder()
                .entryPoint(image.entryPoint())
                .command(image.command())
                .workingDirectory(image.workingDirectory())
                .build())
        .build();
  }
}
