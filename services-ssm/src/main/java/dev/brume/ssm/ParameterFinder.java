package dev.brume.ssm;

import dev.brume.core.kit.Surroundings;
import dev.brume.core.scope.Scope;
import dev.brume.core.state.RootSpec;
import dev.brume.core.state.Store;
import dev.brume.ssm.api.SsmErrors;
import dev.brume.ssm.engine.ParameterRecord;
import dev.brume.ssm.engine.ParameterVersion;
import dev.brume.ssm.engine.SsmRegion;

/** Finds the parameter and version that a request names. */
final class ParameterFinder {
  private final Store store;
  private final RootSpec<SsmRegion> spec;

  ParameterFinder(Surroundings surroundings) {
    store = surroundings.store();
    spec = SsmRegion.spec(surroundings);
  }

  SsmRegion region(Scope scope) {
    return store.root(spec, scope);
  }

  /**
   * The parameter found.
   *
   * @param scope its account and region
   * @param parameter the parameter
   * @param version the version named, or the latest
   * @param selector the request's selector, with its colon; null for the latest
   */
  record Found(Scope scope, ParameterRecord parameter, ParameterVersion version, String selector) {}

  /** The parameter and version of a name; ParameterNotFound or a related error if missing. */
  Found find(Scope caller, String text) {
    ParameterName named = ParameterName.of(caller, text);
    SsmRegion region = region(named.scope());
    return region.call(
        () -> {
          ParameterRecord parameter = parameter(region, named, text);
          ParameterVersion version = version(region, parameter, named.selector());
          String selector = named.selector() == null ? null : ":" + named.selector();
          return new Found(named.scope(), parameter, version, selector);
        });
  }

  private static ParameterRecord parameter(SsmRegion region, ParameterName named, String text) {
    ParameterRecord parameter = region.find(named.name());
    if (parameter == null && text.startsWith("arn:")) {
      parameter = region.find(named.rooted().name());
    }
    if (parameter == null) {
      throw ParameterRefusals.notFound();
    }
    return parameter;
  }

  private static ParameterVersion version(
      SsmRegion region, ParameterRecord parameter, String selector) {
    if (selector == null) {
      return region.latest(parameter);
    }
    if (selector.matches("\\d{1,18}")) {
      ParameterVersion version = region.version(parameter, Long.parseLong(selector));
      if (version == null) {
        throw noVersion(parameter, selector);
      }
      return version;
    }
    return region.versions(parameter).stream()
        .filter(version -> version.labels().contains(selector))
        .findFirst()
        .orElseThrow(
            () ->
                SsmErrors.parameterVersionNotFound(
                    "Systems Manager could not find label "
                        + selector
                        + " for parameter "
                        + parameter.name()
                        + ". Verify the label and try again."));
  }

  private static RuntimeException noVersion(ParameterRecord parameter, String number) {
    return noVersion(parameter.name(), number);
  }

  static RuntimeException noVersion(String name, String number) {
    return SsmErrors.parameterVersionNotFound(
        "Systems Manager could not find version "
            + number
            + " of "
            + name
            + ". Verify the version and try again.");
  }
}
