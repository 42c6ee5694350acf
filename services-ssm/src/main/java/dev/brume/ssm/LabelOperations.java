package dev.brume.ssm;

import dev.brume.core.gateway.RequestContext;
import dev.brume.ssm.api.LabelParameterVersionRequest;
import dev.brume.ssm.api.LabelParameterVersionResult;
import dev.brume.ssm.api.SsmErrors;
import dev.brume.ssm.api.UnlabelParameterVersionRequest;
import dev.brume.ssm.api.UnlabelParameterVersionResult;
import dev.brume.ssm.engine.ParameterQuotas;
import dev.brume.ssm.engine.ParameterRecord;
import dev.brume.ssm.engine.ParameterVersion;
import dev.brume.ssm.engine.SsmRegion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Labels of versions. A label belongs to one version of a parameter.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-labels.html">Working
 *     with parameter labels</a>
 */
final class LabelOperations {
  private final ParameterFinder finder;

  LabelOperations(ParameterFinder finder) {
    this.finder = finder;
  }

  /** "Labels can't begin with a number, aws or ssm". */
  private static boolean isValid(String label) {
    String lower = label.toLowerCase(Locale.ROOT);
    return label.matches("[A-Za-z_.-][A-Za-z0-9_.-]{0,99}")
        && !lower.startsWith("aws")
        && !lower.startsWith("ssm");
  }

  private static ParameterVersion version(
      SsmRegion region, ParameterRecord parameter, Long number) {
    ParameterVersion version =
        number == null ? region.latest(parameter) : region.version(parameter, number);
    if (version == null) {
      throw ParameterFinder.noVersion(parameter.name(), Long.toString(number));
    }
    return version;
  }

  LabelParameterVersionResult labelParameterVersion(
      RequestContext context, LabelParameterVersionRequest input) {
    ParameterFinder.Found found = finder.find(context.scope(), input.name());
    SsmRegion region = finder.region(found.scope());
    return region.call(
        () -> {
          ParameterRecord parameter = found.parameter();
          ParameterVersion version = version(region, parameter, input.parameterVersion());
          List<String> invalid = input.labels().stream().filter(label -> !isValid(label)).toList();
          List<String> labels = new ArrayList<>(version.labels());
          for (String label : input.labels()) {
            if (isValid(label) && !labels.contains(label)) {
              labels.add(label);
            }
          }
          if (labels.size() > ParameterQuotas.LABELS) {
            throw SsmErrors.parameterVersionLabelLimitExceeded(
                "A parameter version can have maximum 10 labels."
                    + " Move one or more labels to another version and try again.");
          }
          for (ParameterVersion each : region.versions(parameter)) {
            List<String> left = new ArrayList<>(each.labels());
            if (each.number() != version.number() && left.removeAll(labels)) {
              region.putVersion(parameter, each.withLabels(left));
            }
          }
          region.putVersion(parameter, version.withLabels(labels));
          return LabelParameterVersionResult.builder()
              .invalidLabels(invalid)
              .parameterVersion(version.number())
              .build();
        });
  }

  UnlabelParameterVersionResult unlabelParameterVersion(
      RequestContext context, UnlabelParameterVersionRequest input) {
    ParameterFinder.Found found = finder.find(context.scope(), input.name());
    SsmRegion region = finder.region(found.scope());
    return region.call(
        () -> {
          ParameterVersion version = version(region, found.parameter(), input.parameterVersion());
          List<String> left = new ArrayList<>(version.labels());
          List<String> removed = new ArrayList<>();
          List<String> invalid = new ArrayList<>();
          for (String label : input.labels()) {
            (left.remove(label) ? removed : invalid).add(label);
          }
          region.putVersion(found.parameter(), version.withLabels(left));
          return UnlabelParameterVersionResult.builder()
              .removedLabels(removed)
              .invalidLabels(invalid)
              .build();
        });
  }
}
