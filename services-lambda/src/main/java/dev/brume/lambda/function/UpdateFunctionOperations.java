package dev.brume.lambda.function;

import dev.brume.core.effect.StoreSection;
import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.Binder;
import dev.brume.core.gateway.OperationGroup;
import dev.brume.core.gateway.RequestContext;
import dev.brume.lambda.FunctionFinder;
import dev.brume.lambda.FunctionReference;
import dev.brume.lambda.LambdaFaults;
import dev.brume.lambda.api.FunctionConfiguration;
import dev.brume.lambda.api.LambdaApi;
import dev.brume.lambda.api.UpdateFunctionCodeRequest;
import dev.brume.lambda.api.UpdateFunctionConfigurationRequest;
import dev.brume.lambda.capacity.ManagedFunctionRules;
import dev.brume.lambda.engine.CodePackage;
import dev.brume.lambda.engine.FunctionRecord;
import dev.brume.lambda.engine.FunctionSettings;
import dev.brume.lambda.engine.FunctionSettingsBuilder;
import dev.brume.lambda.engine.FunctionVersionRecord;
import dev.brume.lambda.engine.LambdaRegion;
import dev.brume.lambda.shape.FunctionShapes;
import dev.brume.lambda.shape.RuntimeNames;
import dev.brume.lambda.version.VersionPublisher;
import java.util.List;

/**
 * UpdateFunctionCode and UpdateFunctionConfiguration.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_UpdateFunctionCode.html">
 *     UpdateFunctionCode</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/api/API_UpdateFunctionConfiguration.html">
 *     UpdateFunctionConfiguration</a>
 */
public final class UpdateFunctionOperations implements OperationGroup {
  private final FunctionFinder finder;
  private final CodeArchives archives;
  private final ExecutionRoles roles;
  private final LayerReader layers;

  /**
   * @param finder finds functions
   * @param archives stores the code
   */
  public UpdateFunctionOperations(
      FunctionFinder finder, CodeArchives archives, ExecutionRoles roles) {
    this.finder = finder;
    this.archives = archives;
    this.roles = roles;
    this.layers = new LayerReader(finder);
  }

  @Override
  public void bind(Binder binder) {
    binder.onBackground(LambdaApi.UPDATE_FUNCTION_CODE, this::updateFunctionCode);
    binder.on(LambdaApi.UPDATE_FUNCTION_CONFIGURATION, this::updateFunctionConfiguration);
  }

  // -------------------------------------------------------------------------------- code

  /** Replaces a function's code. Takes long: it checks the code. */
  public FunctionConfiguration updateFunctionCode(
      RequestContext context, UpdateFunctionCodeRequest input, StoreSection section) {
    if (input.publishTo() != null) {
      throw LambdaFaults.notDone("Functions on managed instances");
    }
    FunctionReference reference = FunctionReference.of(context, input.functionName(), null);
    section.run(
        () -> {
          FunctionVersionRecord latest = changeable(reference, input.revisionId());
          checkPackage(latest, input);
        });
    CodePackage code =
        input.imageUri() != null
            ? ImageCode.of(input.imageUri())
            : archives.take(
                new CodeArchives.Source(
                    input.zipFile(), input.s3Bucket(), input.s3Key(), input.s3ObjectVersion()),
                context.scope(),
                section);
    boolean dryRun = Boolean.TRUE.equals(input.dryRun());
    try {
      FunctionConfiguration shown =
          section.call(
              () -> {
                LambdaRegion region = finder.region(context);
                return region.change(() -> changeCode(region, reference, input, code, dryRun));
              });
      if (dryRun) {
        discard(code);
      }
      return shown;
    } catch (AwsError refusal) {
      discard(code);
      throw refusal;
    }
  }

  private static void discard(CodePackage code) {
    if (code.archive() != null) {
      code.archive().discard();
    }
  }

  private static void checkPackage(FunctionVersionRecord latest, UpdateFunctionCodeRequest input) {
    if (latest.code().isImage()) {
      if (input.imageUri() == null) {
        throw LambdaFaults.invalid(
            "Please provide ImageUri when updating a function with packageType Image.");
      }
      return;
    }
    if (input.imageUri() != null) {
      throw LambdaFaults.invalid(
          "Please don't provide ImageUri when updating a function with packageType Zip.");
    }
    if (input.zipFile() == null && input.s3Bucket() == null && input.s3Key() == null) {
      throw LambdaFaults.invalid("Please provide a source for function code.");
    }
  }

  private FunctionConfiguration changeCode(
      LambdaRegion region,
      FunctionReference reference,
      UpdateFunctionCodeRequest input,
      CodePackage code,
      boolean dryRun) {
    FunctionVersionRecord latest = changeable(reference, input.revisionId());
    FunctionSettings settings =
        input.architectures() == null
            ? latest.settings()
            : latest.settings().toBuilder()
                .architectures(List.copyOf(input.architectures()))
                .build();
    FunctionVersionRecord changed = changed(region, latest, settings, code);
    if (dryRun) {
      return FunctionShapes.changed(region, changed, reference.qualifier());
    }
    region.put(changed);
    if (!Boolean.TRUE.equals(input.publish())) {
      return FunctionShapes.changed(region, changed, reference.qualifier());
    }
    FunctionRecord function = region.functions().get(reference.name());
    FunctionVersionRecord version =
        VersionPublisher.publish(region, function, null, input.publishTo(), true);
    boolean isNew = region.functions().get(reference.name()).lastVersion() > function.lastVersion();
    return isNew
        ? FunctionShapes.changed(region, version, version.version())
        : FunctionShapes.shown(region, version, version.version());
  }

  /** The version to be changed, if no other change is in progress. */
  private FunctionVersionRecord changeable(FunctionReference reference, String revisionId) {
    if (reference.qualifier() != null
        && !reference.qualifier().equals(FunctionVersionRecord.LATEST)) {
      throw LambdaFaults.invalid(
          "This operation is permitted on Lambda functions only. Aliases and versions do not"
              + " support this operation. Please specify either a function name or an unqualified"
              + " function ARN.");
    }
    LambdaRegion region = finder.region(reference.scope());
    finder.function(region, reference.at(null));
    FunctionVersionRecord latest = region.latest(reference.name());
    if (revisionId != null && !revisionId.equals(latest.revisionAt(region.nowMillis()))) {
      throw LambdaFaults.revision("GetFunction/GetAlias");
    }
    if (!latest.isSettled(region.nowMillis())) {
      throw LambdaFaults.conflict(
          "The operation cannot be performed at this time. An update is in progress for resource: "
              + reference.at(null).arn());
    }
    return latest;
  }

  private static FunctionVersionRecord changed(
      LambdaRegion region,
      FunctionVersionRecord latest,
      FunctionSettings settings,
      CodePackage code) {
    return new FunctionVersionRecord(
        latest.function(),
        latest.version(),
        settings,
        code,
        region.nowMillis(),
        region.newId(),
        region.newId(),
        ManagedFunctionRules.settledState(settings),
        region.changing("InProgress", "Successful"),
        null);
  }

  // ----------------------------------------------------------------------- configuration

  /** Changes a function's settings. */
  public FunctionConfiguration updateFunctionConfiguration(
      RequestContext context, UpdateFunctionConfigurationRequest input) {
    if (input.acceleratorConfig() != null) {
      throw LambdaFaults.notDone("AcceleratorConfig");
    }
    if (input.runtimeConfig() != null) {
      throw LambdaFaults.notDone("RuntimeConfig");
    }
    FunctionReference reference = FunctionReference.of(context, input.functionName(), null);
    LambdaRegion region = finder.region(context);
    roles.require(context, input.role(), region.functionArn(reference.name(), null));
    return region.change(
        () -> {
          FunctionVersionRecord latest = changeable(reference, input.revisionId());
          FunctionVersionRecord changed =
              changed(region, latest, settings(region, latest, input), latest.code());
          region.put(changed);
          return FunctionShapes.changed(region, changed, reference.qualifier());
        });
  }

  private FunctionSettings settings(
      LambdaRegion region, FunctionVersionRecord latest, UpdateFunctionConfigurationRequest input) {
    FunctionSettings known = latest.settings();
    FunctionSettingsBuilder settings = known.toBuilder();
    if (input.runtime() != null) {
      settings.runtime(RuntimeNames.checked(input.runtime()));
    }
    if (input.role() != null) {
      settings.role(input.role());
    }
    if (input.handler() != null) {
      settings.handler(input.handler());
    }
    if (input.description() != null) {
      settings.description(input.description());
    }
    if (input.timeout() != null) {
      settings.timeoutSeconds(SettingsReader.timeout(input.timeout()));
    }
    if (input.memorySize() != null) {
      settings.memoryMegabytes(input.memorySize());
    }
    if (input.environment() != null) {
      settings.environment(SettingsReader.environment(input.environment()));
    }
    if (input.kmsKeyArn() != null) {
      settings.kmsKeyArn(CreateFunctionOperation.emptyAsNull(input.kmsKeyArn()));
    }
    if (input.layers() != null) {
      settings.layers(layers.read(region, input.layers(), latest.code().unzippedSize()));
    }
    addRest(settings, known, latest.function(), input);
    FunctionSettings changed = settings.build();
    ManagedFunctionRules.check(region, changed);
    SettingsReader.checkFileSystems(changed);
    return changed;
  }

  private static void addRest(
      FunctionSettingsBuilder settings,
      FunctionSettings known,
      String function,
      UpdateFunctionConfigurationRequest input) {
    if (input.vpcConfig() != null) {
      settings.vpc(SettingsReader.vpc(input.vpcConfig()));
    }
    if (input.deadLetterConfig() != null) {
      settings.deadLetterArn(
          CreateFunctionOperation.emptyAsNull(input.deadLetterConfig().targetArn()));
    }
    if (input.tracingConfig() != null && input.tracingConfig().mode() != null) {
      settings.tracingMode(input.tracingConfig().mode());
    }
    if (input.ephemeralStorage() != null) {
      settings.ephemeralStorageMegabytes(SettingsReader.ephemeralStorage(input.ephemeralStorage()));
    }
    if (input.imageConfig() != null) {
      settings.image(SettingsReader.image(input.imageConfig()));
    }
    if (input.snapStart() != null && input.snapStart().applyOn() != null) {
      String runtime = input.runtime() == null ? known.runtime() : input.runtime();
      settings.snapStart(SettingsReader.snapStart(input.snapStart().applyOn(), runtime));
    }
    if (input.durableConfig() != null) {
      if (known.durable() == null) {
        throw LambdaFaults.invalid(
            "You cannot add a durable configuration to an existing function.");
      }
      settings.durable(SettingsReader.durable(known.durable(), input.durableConfig()));
    }
    if (input.capacityProviderConfig() != null) {
      if (known.managed() == null) {
        throw LambdaFaults.invalid(
            "You cannot add a capacity provider configuration to an existing function.");
      }
      settings.managed(ManagedFunctionRules.read(input.capacityProviderConfig()));
    }
    if (input.fileSystemConfigs() != null) {
      settings.fileSystems(SettingsReader.fileSystems(input.fileSystemConfigs()));
    }
    settings.logging(SettingsReader.logging(function, known.logging(), input.loggingConfig()));
  }
}
