package dev.brume.lambda.function;

import dev.brume.core.effect.StoreSection;
import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.Binder;
import dev.brume.core.gateway.OperationGroup;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.kit.Transition;
import dev.brume.lambda.FunctionFinder;
import dev.brume.lambda.FunctionReference;
import dev.brume.lambda.LambdaFaults;
import dev.brume.lambda.LambdaQuotas;
import dev.brume.lambda.api.CreateFunctionRequest;
import dev.brume.lambda.api.FunctionCode;
import dev.brume.lambda.api.FunctionConfiguration;
import dev.brume.lambda.api.LambdaApi;
import dev.brume.lambda.capacity.ManagedFunctionRules;
import dev.brume.lambda.engine.CodePackage;
import dev.brume.lambda.engine.FunctionRecord;
import dev.brume.lambda.engine.FunctionSettings;
import dev.brume.lambda.engine.FunctionSettingsBuilder;
import dev.brume.lambda.engine.FunctionVersionRecord;
import dev.brume.lambda.engine.LambdaRegion;
import dev.brume.lambda.shape.FunctionShapes;
import dev.brume.lambda.shape.RuntimeNames;
import dev.brume.lambda.tag.FunctionTags;
import dev.brume.lambda.version.VersionPublisher;
import java.util.List;
import java.util.Map;

/**
 * CreateFunction.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html">
 *     CreateFunction</a>
 */
public final class CreateFunctionOperation implements OperationGroup {
  private static final String IMAGE = "Image";

  private final FunctionFinder finder;
  private final CodeArchives archives;
  private final ExecutionRoles roles;
  private final LayerReader layers;

  /**
   * @param finder finds functions
   * @param archives stores the code
   * @param roles checks the role
   */
  public CreateFunctionOperation(
      FunctionFinder finder, CodeArchives archives, ExecutionRoles roles) {
    this.finder = finder;
    this.archives = archives;
    this.roles = roles;
    this.layers = new LayerReader(finder);
  }

  @Override
  public void bind(Binder binder) {
    binder.onBackground(LambdaApi.CREATE_FUNCTION, this::createFunction);
  }

  /** Creates a function. Takes long: it checks the code. */
  public FunctionConfiguration createFunction(
      RequestContext context, CreateFunctionRequest input, StoreSection section) {
    refuseWhatIsNotDone(input);
    String name = name(context, input.functionName());
    boolean image = IMAGE.equals(input.packageType());
    checkPackage(input, image);
    FunctionSettingsBuilder settings = settings(name, input, image);
    Map<String, String> tags = FunctionTags.RULES.checked(input.tags());
    CodePackage code =
        image
            ? ImageCode.of(input.code().imageUri())
            : archives.take(source(input.code()), context.scope(), section);
    try {
      return section.call(
          () -> {
            LambdaRegion region = finder.region(context);
            roles.require(context, input.role(), region.functionArn(name, null));
            settings.layers(layers.read(region, input.layers(), code.unzippedSize()));
            return region.change(() -> create(region, name, settings.build(), code, tags, input));
          });
    } catch (AwsError refusal) {
      if (code.archive() != null) {
        code.archive().discard();
      }
      throw refusal;
    }
  }

  private static void refuseWhatIsNotDone(CreateFunctionRequest input) {
    if (input.acceleratorConfig() != null) {
      throw LambdaFaults.notDone("AcceleratorConfig");
    }
    if (input.runtimeConfig() != null) {
      throw LambdaFaults.notDone("RuntimeConfig");
    }
  }

  private static String name(RequestContext context, String text) {
    FunctionReference reference = FunctionReference.of(context, text, null);
    if (reference.qualifier() != null) {
      throw LambdaFaults.invalid(
          "1 validation error detected: Value '"
              + text
              + "' at 'functionName' failed to satisfy constraint: Member must not have a"
              + " qualifier");
    }
    if (reference.name().length() > LambdaQuotas.NAME_LENGTH) {
      throw LambdaFaults.invalid(
          "1 validation error detected: Value '"
              + reference.name()
              + "' at 'functionName' failed to satisfy constraint: Member must have length less"
              + " than or equal to "
              + LambdaQuotas.NAME_LENGTH);
    }
    return reference.name();
  }

  private static void checkPackage(CreateFunctionRequest input, boolean image) {
    FunctionCode code = input.code();
    if (image) {
      if (code.imageUri() == null) {
        throw LambdaFaults.invalid("Please provide a source for function code.");
      }
      if (input.runtime() != null || input.handler() != null || input.layers() != null) {
        throw LambdaFaults.invalid(
            "Please don't provide Handler or Runtime or Layer when the intended function"
                + " PackageType is Image.");
      }
      return;
    }
    if (code.imageUri() != null) {
      throw LambdaFaults.invalid(
          "Please don't provide ImageUri when creating a function with packageType Zip.");
    }
    if (input.runtime() == null || input.handler() == null) {
      throw LambdaFaults.invalid(
          "Runtime and Handler are mandatory parameters for functions created with deployment"
              + " packages.");
    }
    if (source(code).isEmpty()) {
      throw LambdaFaults.invalid("Please provide a source for function code.");
    }
    if (code.zipFile() != null && (code.s3Bucket() != null || code.s3Key() != null)) {
      throw LambdaFaults.invalid(
          "Please do not provide other FunctionCode parameters when providing a ZipFile.");
    }
  }

  private static CodeArchives.Source source(FunctionCode code) {
    return new CodeArchives.Source(
        code.zipFile(), code.s3Bucket(), code.s3Key(), code.s3ObjectVersion());
  }

  private static FunctionSettingsBuilder settings(
      String name, CreateFunctionRequest input, boolean image) {
    FunctionSettingsBuilder settings =
        new FunctionSettingsBuilder()
            .role(input.role())
            .handler(input.handler())
            .runtime(image ? null : RuntimeNames.checked(input.runtime()))
            .kmsKeyArn(emptyAsNull(input.kmsKeyArn()))
            .logging(SettingsReader.logging(name, null, input.loggingConfig()));
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
    if (input.vpcConfig() != null) {
      settings.vpc(SettingsReader.vpc(input.vpcConfig()));
    }
    if (input.deadLetterConfig() != null) {
      settings.deadLetterArn(emptyAsNull(input.deadLetterConfig().targetArn()));
    }
    if (input.tracingConfig() != null && input.tracingConfig().mode() != null) {
      settings.tracingMode(input.tracingConfig().mode());
    }
    settings.durable(SettingsReader.durable(null, input.durableConfig()));
    if (input.architectures() != null) {
      settings.architectures(List.copyOf(input.architectures()));
    }
    if (input.ephemeralStorage() != null) {
      settings.ephemeralStorageMegabytes(SettingsReader.ephemeralStorage(input.ephemeralStorage()));
    }
    if (input.imageConfig() != null) {
      settings.image(SettingsReader.image(input.imageConfig()));
    }
    if (input.snapStart() != null && input.snapStart().applyOn() != null) {
      settings.snapStart(SettingsReader.snapStart(input.snapStart().applyOn(), input.runtime()));
    }
    if (input.fileSystemConfigs() != null) {
      settings.fileSystems(SettingsReader.fileSystems(input.fileSystemConfigs()));
    }
    if (input.tenancyConfig() != null) {
      settings.tenantIsolation(input.tenancyConfig().tenantIsolationMode());
    }
    return settings.managed(ManagedFunctionRules.read(input.capacityProviderConfig()));
  }

  static String emptyAsNull(String text) {
    return text == null || text.isEmpty() ? null : text;
  }

  private static FunctionConfiguration create(
      LambdaRegion region,
      String name,
      FunctionSettings settings,
      CodePackage code,
      Map<String, String> tags,
      CreateFunctionRequest input) {
    if (region.functions().get(name) != null) {
      throw LambdaFaults.conflict("Function already exist: " + name);
    }
    ManagedFunctionRules.check(region, settings);
    SettingsReader.checkFileSystems(settings);
    String signing = emptyAsNull(input.codeSigningConfigArn());
    if (signing != null
        && region.codeSigning().get(signing.substring(signing.lastIndexOf(':') + 1)) == null) {
      throw LambdaFaults.noCodeSigningConfig(signing);
    }
    FunctionRecord function = FunctionRecord.of(name, region.newId(), tags, signing);
    region.functions().put(function, name);
    FunctionVersionRecord latest =
        new FunctionVersionRecord(
            name,
            FunctionVersionRecord.LATEST,
            settings,
            code,
            region.nowMillis(),
            region.newId(),
            region.newId(),
            region.changing("Pending", ManagedFunctionRules.stateOf(settings)),
            Transition.settled("Successful"),
            null);
    region.put(latest);
    FunctionVersionRecord shown =
        Boolean.TRUE.equals(input.publish())
            ? VersionPublisher.publish(region, function, null, input.publishTo(), true)
            : latest;
    return FunctionShapes.changed(region, shown, null);
  }
}
