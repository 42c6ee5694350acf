package dev.brume.ssm;

import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.kit.PageTokens;
import dev.brume.core.kit.PageTokens.Page;
import dev.brume.ssm.ParameterFinder.Found;
import dev.brume.ssm.api.DeleteParameterRequest;
import dev.brume.ssm.api.DeleteParameterResult;
import dev.brume.ssm.api.DeleteParametersRequest;
import dev.brume.ssm.api.DeleteParametersResult;
import dev.brume.ssm.api.GetParameterHistoryRequest;
import dev.brume.ssm.api.GetParameterHistoryResult;
import dev.brume.ssm.api.GetParameterRequest;
import dev.brume.ssm.api.GetParameterResult;
import dev.brume.ssm.api.GetParametersRequest;
import dev.brume.ssm.api.GetParametersResult;
import dev.brume.ssm.api.Parameter;
import dev.brume.ssm.api.ParameterHistory;
import dev.brume.ssm.engine.ParameterQuotas;
import dev.brume.ssm.engine.ParameterVersion;
import dev.brume.ssm.engine.SsmRegion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/** Reads and deletes parameters by name. */
final class ParameterOperations {
  private final ParameterFinder finder;
  private final SecureValues secure;
  private final SecretReferences secrets;

  ParameterOperations(ParameterFinder finder, SecureValues secure, SecretReferences secrets) {
    this.finder = finder;
    this.secure = secure;
    this.secrets = secrets;
  }

  /** A found parameter as the API shows it. */
  Parameter show(RequestContext context, Found found, boolean decrypt) {
    ParameterVersion version = found.version();
    String name = found.parameter().name();
    return Parameter.builder()
        .name(name)
        .type(version.type())
        .value(secure.shown(context, found.scope(), name, version, decrypt))
        .version(version.number())
        .selector(found.selector())
        .lastModifiedDate(Instant.ofEpochMilli(version.modifiedMillis()))
        .arn(SsmRegion.arn(found.scope(), name))
        .dataType(version.dataType())
        .build();
  }

  GetParameterResult getParameter(RequestContext context, GetParameterRequest input) {
    boolean decrypt = Boolean.TRUE.equals(input.withDecryption());
    Parameter parameter =
        SecretReferences.isOne(input.name())
            ? secrets.get(context, input.name(), decrypt)
            : find(context, input.name(), decrypt);
    return GetParameterResult.builder().parameter(parameter).build();
  }

  /** One of the account's, of another's, or of AWS's. */
  private Parameter find(RequestContext context, String text, boolean decrypt) {
    ParameterName named = ParameterName.of(context.scope(), text);
    if (!PublicParameters.isOne(named.name())) {
      return show(context, finder.find(context.scope(), text), decrypt);
    }
    Parameter published = PublicParameters.find(context.scope(), named.name());
    if (published == null) {
      throw ParameterRefusals.notFound();
    }
    if (named.selector() != null) {
      throw ParameterFinder.noVersion(named.name(), named.selector());
    }
    return published;
  }

  GetParametersResult getParameters(RequestContext context, GetParametersRequest input) {
    List<Parameter> parameters = new ArrayList<>();
    List<String> invalid = new ArrayList<>();
    boolean decrypt = Boolean.TRUE.equals(input.withDecryption());
    for (String name : new LinkedHashSet<>(input.names())) {
      if (SecretReferences.isOne(name)) {
        addSecret(context, name, decrypt, parameters, invalid);
        continue;
      }
      addParameter(context, name, decrypt, parameters, invalid);
    }
    return GetParametersResult.builder().parameters(parameters).invalidParameters(invalid).build();
  }

  private void addParameter(
      RequestContext context,
      String name,
      boolean decrypt,
      List<Parameter> parameters,
      List<String> invalid) {
    if (PublicParameters.isOne(name)) {
      Parameter published = PublicParameters.find(context.scope(), name);
      if (published == null) {
        invalid.add(name);
      } else {
        parameters.add(published);
      }
      return;
    }
    Found found = null;
    try {
      found = finder.find(context.scope(), name);
    } catch (AwsError e) {
      invalid.add(name);
    }
    if (found != null) {
      parameters.add(show(context, found, decrypt));
    }
  }

  private void addSecret(
      RequestContext context,
      String name,
      boolean decrypt,
      List<Parameter> parameters,
      List<String> invalid) {
    try {
      parameters.add(secrets.get(context, name, decrypt));
    } catch (AwsError e) {
      if (!e.code().equals("ParameterNotFound")) {
        throw e;
      }
      invalid.add(name);
    }
  }

  GetParameterHistoryResult getParameterHistory(
      RequestContext context, GetParameterHistoryRequest input) {
    Found found = finder.find(context.scope(), input.name());
    boolean decrypt = Boolean.TRUE.equals(input.withDecryption());
    PageTokens tokens =
        PageTokens.of(
            "ssm",
            "GetParameterHistory",
            ParameterRefusals::invalidToken,
            found.scope(),
            found.parameter().name());
    String position = tokens.position(input.nextToken());
    long after = position.isEmpty() ? 0 : Long.parseLong(position);
    int limit = input.maxResults() == null ? ParameterQuotas.LISTED : input.maxResults();
    SsmRegion region = finder.region(found.scope());
    List<ParameterVersion> versions = region.call(() -> region.versions(found.parameter()));
    Page<ParameterHistory> page =
        tokens
            .page(
                versions.stream().filter(version -> version.number() > after),
                limit,
                version -> Long.toString(version.number()))
            .map(version -> history(context, found, version, decrypt));
    return GetParameterHistoryResult.builder()
        .parameters(page.elements())
        .nextToken(page.nextToken())
        .build();
  }

  private ParameterHistory history(
      RequestContext context, Found found, ParameterVersion version, boolean decrypt) {
    String name = found.parameter().name();
    return ParameterHistory.builder()
        .name(name)
        .type(version.type())
        .keyId(version.keyId())
        .lastModifiedDate(Instant.ofEpochMilli(version.modifiedMillis()))
        .lastModifiedUser(version.user())
        .description(version.description())
        .value(secure.shown(context, found.scope(), name, version, decrypt))
        .allowedPattern(version.allowedPattern())
        .version(version.number())
        .labels(version.labels())
        .tier(version.tier())
        .policies(ParameterPolicies.shown(version.policies()))
        .dataType(version.dataType())
        .build();
  }

  DeleteParameterResult deleteParameter(RequestContext context, DeleteParameterRequest input) {
    if (!delete(context, input.name())) {
      throw ParameterRefusals.notFound();
    }
    return DeleteParameterResult.builder().build();
  }

  private boolean delete(RequestContext context, String name) {
    SsmRegion region = finder.region(context.scope());
    return region.call(() -> region.remove(name));
  }

  DeleteParametersResult deleteParameters(RequestContext context, DeleteParametersRequest input) {
    List<String> deleted = new ArrayList<>();
    List<String> invalid = new ArrayList<>();
    for (String name : new LinkedHashSet<>(input.names())) {
      (delete(context, name) ? deleted : invalid).add(name);
    }
    return DeleteParametersResult.builder()
        .deletedParameters(deleted)
        .invalidParameters(invalid)
        .build();
  }
}
