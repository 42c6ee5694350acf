package dev.brume.ssm;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.kit.Quota;
import dev.brume.ssm.api.PutParameterRequest;
import dev.brume.ssm.api.PutParameterResult;
import dev.brume.ssm.api.SsmErrors;
import dev.brume.ssm.engine.ParameterQuotas;
import dev.brume.ssm.engine.ParameterRecord;
import dev.brume.ssm.engine.ParameterVersion;
import dev.brume.ssm.engine.SsmRegion;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Creates parameters and new versions of them.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html">PutParameter</a>
 */
final class PutParameterOperation {
  private static final String STANDARD = "Standard";
  private static final String ADVANCED = "Advanced";
  private static final Set<String> DATA_TYPES =
      Set.of("text", "aws:ec2:image", "aws:ssm:integration");

  private final ParameterFinder finder;
  private final SecureValues secure;

  PutParameterOperation(ParameterFinder finder, SecureValues secure) {
    this.finder = finder;
    this.secure = secure;
  }

  PutParameterResult putParameter(RequestContext context, PutParameterRequest input) {
    ParameterName named = ParameterName.of(context.scope(), input.name());
    if (named.selector() != null) {
      ParameterName.checkedNew(input.name());
    }
    String name = ParameterName.checkedNew(named.name());
    boolean overwrite = Boolean.TRUE.equals(input.overwrite());
    Map<String, String> tags = ParameterTags.checked(input.tags());
    checkInput(input, overwrite, tags);
    SsmRegion region = finder.region(context.scope());
    ParameterVersion former =
        region.call(
            () -> {
              ParameterRecord known = region.find(name);
              return known == null ? null : region.latest(known);
            });
    String defaultTier = region.call(() -> ServiceSettingOperations.defaultTier(region));
    if (former != null && !overwrite) {
      throw SsmErrors.parameterAlreadyExists(
          "The parameter already exists. To overwrite this value, set the overwrite option in the"
              + " request to true.");
    }
    ParameterVersion wanted = version(context, input, name, former, defaultTier);
    long expires =
        wanted.policies() == null ? 0 : ParameterPolicies.expiresMillis(wanted.policies());
    return region.call(() -> put(region, name, wanted, expires, tags, overwrite));
  }

  private static void checkInput(
      PutParameterRequest input, boolean overwrite, Map<String, String> tags) {
    if (overwrite && !tags.isEmpty()) {
      throw ParameterRefusals.invalid(
          "Invalid request: tags and overwrite can't be used together. To create a parameter with"
              + " tags, please remove overwrite flag. To update tags for an existing parameter,"
              + " please use AddTagsToResource or RemoveTagsFromResource.");
    }
    if (input.value().isEmpty()) {
      throw ParameterRefusals.invalid(
          "1 validation error detected: Value '' at 'value' failed to satisfy constraint: Member"
              + " must have length greater than or equal to 1");
    }
    if (input.dataType() != null && !DATA_TYPES.contains(input.dataType())) {
      throw ParameterRefusals.invalid(
          "The following data type is not supported: "
              + input.dataType()
              + " (Data type names are all lowercase.)");
    }
  }

  /** The new version, before its number is assigned. */
  private ParameterVersion version(
      RequestContext context,
      PutParameterRequest input,
      String name,
      ParameterVersion former,
      String defaultTier) {
    String type = type(input, former);
    boolean isSecure = type.equals("SecureString");
    if (!isSecure && input.keyId() != null) {
      throw ParameterRefusals.invalid("KeyId is only supported for SecureString parameters.");
    }
    String pattern = former == null ? null : former.allowedPattern();
    if (input.allowedPattern() != null) {
      pattern = input.allowedPattern().isEmpty() ? null : input.allowedPattern();
    }
    checkPattern(pattern, input.value());
    String tier = tier(input, former, defaultTier);
    String policies = former == null ? null : former.policies();
    if (input.policies() != null) {
      policies = input.policies().equals("[{}]") ? null : input.policies();
    }
    if (policies != null && tier.equals(STANDARD)) {
      throw ParameterRefusals.invalid(
          "Parameter policies are only supported for parameters of the advanced tier.");
    }
    String keyId = null;
    if (isSecure) {
      String known = former == null ? null : former.keyId();
      keyId = input.keyId() == null ? known : input.keyId();
      keyId = keyId == null ? SecureValues.DEFAULT_KEY : keyId;
    }
    String description =
        input.description() == null && former != null ? former.description() : input.description();
    String dataType = input.dataType() == null ? "text" : input.dataType();
    return new ParameterVersion(
        0,
        type,
        isSecure ? secure.encrypt(context, name, keyId, input.value()) : input.value(),
        keyId,
        description,
        pattern,
        tier,
        policies,
        dataType,
        0,
        context.identity().principal().arn(),
        List.of());
  }

  private static String type(PutParameterRequest input, ParameterVersion former) {
    if (input.type() == null) {
      if (former == null) {
        throw ParameterRefusals.invalid(
            "A parameter type is required when you create a parameter.");
      }
      return former.type();
    }
    if (former != null && !former.type().equals(input.type())) {
      throw SsmErrors.hierarchyTypeMismatchException(
          "Parameter Store doesn't support changing a parameter type in a hierarchy.");
    }
    return input.type();
  }

  private static void checkPattern(String pattern, String value) {
    if (pattern == null) {
      return;
    }
    boolean matches;
    try {
      matches = Pattern.compile(pattern).matcher(new BoundedText(value)).find();
    } catch (BoundedText.Exhausted | StackOverflowError e) {
      matches = false;
    } catch (PatternSyntaxException e) {
      throw SsmErrors.invalidAllowedPatternException("The allowed pattern isn't valid: " + pattern);
    }
    if (!matches) {
      throw SsmErrors.parameterPatternMismatchException(
          "Parameter value, cannot be validated against allowedPattern: " + pattern);
    }
  }

  private static String tier(
      PutParameterRequest input, ParameterVersion former, String defaultTier) {
    int length = input.value().getBytes(StandardCharsets.UTF_8).length;
    boolean wasAdvanced = former != null && former.tier().equals(ADVANCED);
    boolean isDefault = input.tier() == null && !defaultTier.equals(STANDARD);
    String given = isDefault ? defaultTier : input.tier();
    if (STANDARD.equals(given) && wasAdvanced) {
      throw ParameterRefusals.invalid(
          "This parameter uses the advanced-parameter tier. You can't downgrade a parameter from"
              + " the advanced-parameter tier to the standard-parameter tier. If necessary, you can"
              + " delete the advanced parameter and recreate it as a standard parameter.");
    }
    boolean needsAdvanced = length > ParameterQuotas.STANDARD_BYTES || input.policies() != null;
    boolean isAdvanced =
        ADVANCED.equals(given)
            || wasAdvanced
            || "Intelligent-Tiering".equals(given) && needsAdvanced;
    int most = isAdvanced ? ParameterQuotas.ADVANCED_BYTES : ParameterQuotas.STANDARD_BYTES;
    if (length > most) {
      throw ParameterRefusals.invalid(
          isAdvanced
              ? "Advanced tier parameters support a maximum parameter value of 8192 characters."
              : "Standard tier parameters support a maximum parameter value of 4096 characters. To"
                  + " create a larger parameter value, upgrade the parameter to use the"
                  + " advanced-parameter tier. For more information, see"
                  + " https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-advanced-parameters.html");
    }
    return isAdvanced ? ADVANCED : STANDARD;
  }

  private static PutParameterResult put(
      SsmRegion region,
      String name,
      ParameterVersion wanted,
      long expires,
      Map<String, String> tags,
      boolean overwrite) {
    ParameterRecord known = region.find(name);
    if (known != null && !overwrite) {
      throw SsmErrors.parameterAlreadyExists("The parameter already exists.");
    }
    if (known == null) {
      Quota quota =
          wanted.tier().equals(STANDARD) ? ParameterQuotas.STANDARD : ParameterQuotas.ADVANCED;
      quota.require(
          region.count(wanted.tier()) + 1,
          most ->
              SsmErrors.parameterLimitExceeded(
                  "You have reached the maximum number of parameters: " + most + "."));
    } else {
      makeRoom(region, known);
    }
    long number = known == null ? 1 : known.latest() + 1;
    ParameterRecord parameter =
        new ParameterRecord(name, number, expires, known == null ? tags : known.tags());
    region.put(parameter);
    region.putVersion(
        parameter,
        new ParameterVersion(
            number,
            wanted.type(),
            wanted.value(),
            wanted.keyId(),
            wanted.description(),
            wanted.allowedPattern(),
            wanted.tier(),
            wanted.policies(),
            wanted.dataType(),
            region.nowMillis(),
            wanted.user(),
            List.of()));
    return PutParameterResult.builder().version(number).tier(wanted.tier()).build();
  }

  /** Deletes the oldest version, unless it has a label. */
  private static void makeRoom(SsmRegion region, ParameterRecord known) {
    List<ParameterVersion> versions = region.versions(known);
    if (versions.size() < ParameterQuotas.VERSIONS) {
      return;
    }
    ParameterVersion oldest = versions.getFirst();
    if (!oldest.labels().isEmpty()) {
      throw SsmErrors.parameterMaxVersionLimitExceeded(
          "You attempted to create a new version of "
              + known.name()
              + " by calling the PutParameter API with the overwrite flag. Version "
              + oldest.number()
              + ", the oldest version, can't be deleted because it has a label associated with it."
              + " Move the label to another version of the parameter, and try again.");
    }
    region.removeVersion(known, oldest.number());
  }
}
