package dev.brume.ssm;

import dev.brume.core.gateway.RequestContext;
import dev.brume.core.kit.PageTokens;
import dev.brume.core.kit.PageTokens.Page;
import dev.brume.ssm.ParameterFinder.Found;
import dev.brume.ssm.api.DescribeParametersRequest;
import dev.brume.ssm.api.DescribeParametersResult;
import dev.brume.ssm.api.GetParametersByPathRequest;
import dev.brume.ssm.api.GetParametersByPathResult;
import dev.brume.ssm.api.Parameter;
import dev.brume.ssm.api.ParameterInlinePolicy;
import dev.brume.ssm.api.ParameterMetadata;
import dev.brume.ssm.api.ParameterStringFilter;
import dev.brume.ssm.engine.ParameterQuotas;
import dev.brume.ssm.engine.ParameterRecord;
import dev.brume.ssm.engine.ParameterVersion;
import dev.brume.ssm.engine.SsmRegion;
import java.time.Instant;
import java.util.List;

/** Lists parameters. */
final class ParameterLists {
  private final ParameterFinder finder;
  private final ParameterOperations parameters;

  ParameterLists(ParameterFinder finder, ParameterOperations parameters) {
    this.finder = finder;
    this.parameters = parameters;
  }

  DescribeParametersResult describeParameters(
      RequestContext context, DescribeParametersRequest input) {
    ParameterFilters filters =
        ParameterFilters.ofDescription(input.filters(), input.parameterFilters());
    PageTokens tokens =
        PageTokens.of(
            "ssm", "DescribeParameters", ParameterRefusals::invalidToken, context.scope(), filters);
    String position = tokens.position(input.nextToken());
    int limit = input.maxResults() == null ? ParameterQuotas.LISTED : input.maxResults();
    if (Boolean.TRUE.equals(input.shared())) {
      // No parameters are shared by resource policies, since PutResourcePolicy answers 501.
      return DescribeParametersResult.builder().parameters(List.of()).build();
    }
    SsmRegion region = finder.region(context.scope());
    return region.call(
        () -> {
          Page<ParameterMetadata> page =
              tokens
                  .page(
                      region
                          .list(position)
                          .filter(each -> filters.admit(each, region.latest(each))),
                      limit,
                      ParameterRecord::name)
                  .map(parameter -> show(region, parameter));
          return DescribeParametersResult.builder()
              .parameters(page.elements())
              .nextToken(page.nextToken())
              .build();
        });
  }

  private static ParameterMetadata show(SsmRegion region, ParameterRecord parameter) {
    ParameterVersion version = region.latest(parameter);
    List<ParameterInlinePolicy> policies = ParameterPolicies.shown(version.policies());
    return ParameterMetadata.builder()
        .name(parameter.name())
        .arn(region.arn(parameter.name()))
        .type(version.type())
        .keyId(version.keyId())
        .lastModifiedDate(Instant.ofEpochMilli(version.modifiedMillis()))
        .lastModifiedUser(version.user())
        .description(version.description())
        .allowedPattern(version.allowedPattern())
        .version(version.number())
        .tier(version.tier())
        .policies(policies == null ? List.of() : policies)
        .dataType(version.dataType())
        .build();
  }

  GetParametersByPathResult getParametersByPath(
      RequestContext context, GetParametersByPathRequest input) {
    String path = input.path();
    if (!ParameterName.isPath(path)) {
      throw ParameterRefusals.invalid(
          "The parameter doesn't meet the parameter name requirements. The parameter name must"
              + " begin with a forward slash \"/\". It can't be prefixed with \\\"aws\\\" or"
              + " \\\"ssm\\\" (case-insensitive). It must use only letters, numbers, or the"
              + " following symbols: . (period), - (hyphen), _ (underscore). Special characters are"
              + " not allowed. All sub-paths, if specified, must use the forward slash symbol"
              + " \"/\". Valid example: /get/parameters2-/by1./path0_.");
    }
    ParameterFilters filters = ParameterFilters.ofPath(input.parameterFilters());
    boolean recursive = Boolean.TRUE.equals(input.recursive());
    PageTokens tokens =
        PageTokens.of(
            "ssm",
            "GetParametersByPath",
            ParameterRefusals::invalidToken,
            context.scope(),
            path,
            recursive,
            filters);
    String position = tokens.position(input.nextToken());
    int limit = input.maxResults() == null ? ParameterQuotas.LISTED_BY_PATH : input.maxResults();
    if (PublicParameters.isOne(path.endsWith("/") ? path : path + "/")) {
      Page<Parameter> published =
          tokens.page(
              PublicParameters.list(context.scope(), position)
                  .filter(each -> ParameterFilters.isBelow(each.name(), path, recursive)),
              limit,
              Parameter::name);
      return GetParametersByPathResult.builder()
          .parameters(published.elements())
          .nextToken(published.nextToken())
          .build();
    }
    String label = label(input.parameterFilters());
    SsmRegion region = finder.region(context.scope());
    Page<Found> page =
        region.call(
            () ->
                tokens.page(
                    region
                        .list(position)
                        .filter(each -> ParameterFilters.isBelow(each.name(), path, recursive))
                        .map(each -> found(context, region, each, label))
                        .filter(each -> filters.admit(each.parameter(), each.version())),
                    limit,
                    each -> each.parameter().name()));
    boolean decrypt = Boolean.TRUE.equals(input.withDecryption());
    List<Parameter> shown =
        page.elements().stream().map(each -> parameters.show(context, each, decrypt)).toList();
    return GetParametersByPathResult.builder()
        .parameters(shown)
        .nextToken(page.nextToken())
        .build();
  }

  private static String label(List<ParameterStringFilter> filters) {
    if (filters == null) {
      return null;
    }
    return filters.stream()
        .filter(filter -> filter.key().equals("Label"))
        .map(filter -> filter.values().getFirst())
        .findFirst()
        .orElse(null);
  }

  /** The version with the label if there is one, else the latest. */
  private static Found found(
      RequestContext context, SsmRegion region, ParameterRecord parameter, String label) {
    ParameterVersion version =
        region.versions(parameter).stream()
            .filter(each -> label != null && each.labels().contains(label))
            .findFirst()
            .orElseGet(() -> region.latest(parameter));
    return new Found(context.scope(), parameter, version, null);
  }
}
