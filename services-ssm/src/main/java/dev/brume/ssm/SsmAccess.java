package dev.brume.ssm;

import dev.brume.core.access.AccessQuery;
import dev.brume.core.access.AccessTarget;
import dev.brume.core.gateway.AccessTable;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.gateway.ServiceAccess;
import dev.brume.core.policy.ContextKeys;
import dev.brume.core.scope.Arn;
import dev.brume.ssm.api.SsmApi;
import dev.brume.ssm.engine.DocumentRecord;
import dev.brume.ssm.engine.ParameterRecord;
import dev.brume.ssm.engine.SsmRegion;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * The permissions that callers need, by identity policies.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssystemsmanager.html">Actions,
 *     resources, and condition keys for AWS Systems Manager</a>
 */
final class SsmAccess {
  private final ParameterFinder finder;

  private SsmAccess(ParameterFinder finder) {
    this.finder = finder;
  }

  static ServiceAccess of(ParameterFinder finder) {
    return new SsmAccess(finder).table();
  }

  private AccessTable table() {
    return new AccessTable("ssm")
        .on(
            SsmApi.PUT_PARAMETER,
            (context, input) ->
                target(
                    context,
                    input.name(),
                    ContextKeys.builder().put("ssm:Overwrite", isSet(input.overwrite()))))
        .on(SsmApi.GET_PARAMETER, (context, input) -> target(context, input.name()))
        .on(SsmApi.GET_PARAMETER_HISTORY, (context, input) -> target(context, input.name()))
        .on(SsmApi.DELETE_PARAMETER, (context, input) -> target(context, input.name()))
        .on(SsmApi.LABEL_PARAMETER_VERSION, (context, input) -> target(context, input.name()))
        .on(SsmApi.UNLABEL_PARAMETER_VERSION, (context, input) -> target(context, input.name()))
        .on(
            SsmApi.GET_PARAMETERS_BY_PATH,
            (context, input) ->
                target(
                    context,
                    input.path(),
                    ContextKeys.builder().put("ssm:Recursive", isSet(input.recursive()))))
        .on(SsmApi.DESCRIBE_PARAMETERS, (context, input) -> all(context))
        .on(SsmApi.LIST_DOCUMENTS, (context, input) -> all(context))
        .on(SsmApi.GET_SERVICE_SETTING, (context, input) -> setting(context, input.settingId()))
        .on(SsmApi.RESET_SERVICE_SETTING, (context, input) -> setting(context, input.settingId()))
        .on(SsmApi.UPDATE_SERVICE_SETTING, (context, input) -> setting(context, input.settingId()))
        .on(
            SsmApi.ADD_TAGS_TO_RESOURCE,
            (context, input) -> tagged(context, input.resourceType(), input.resourceId()))
        .on(
            SsmApi.REMOVE_TAGS_FROM_RESOURCE,
            (context, input) -> tagged(context, input.resourceType(), input.resourceId()))
        .on(
            SsmApi.LIST_TAGS_FOR_RESOURCE,
            (context, input) -> tagged(context, input.resourceType(), input.resourceId()))
        .on(SsmApi.CREATE_DOCUMENT, (context, input) -> document(context, input.name()))
        .on(SsmApi.UPDATE_DOCUMENT, (context, input) -> document(context, input.name()))
        .on(SsmApi.DELETE_DOCUMENT, (context, input) -> document(context, input.name()))
        .on(SsmApi.DESCRIBE_DOCUMENT, (context, input) -> document(context, input.name()))
        .on(SsmApi.GET_DOCUMENT, (context, input) -> document(context, input.name()))
        .on(SsmApi.LIST_DOCUMENT_VERSIONS, (context, input) -> document(context, input.name()))
        .on(
            SsmApi.UPDATE_DOCUMENT_DEFAULT_VERSION,
            (context, input) -> document(context, input.name()))
        .on(
            SsmApi.DESCRIBE_DOCUMENT_PERMISSION,
            (context, input) -> document(context, input.name()))
        .on(SsmApi.MODIFY_DOCUMENT_PERMISSION, (context, input) -> document(context, input.name()))
        .onMany(
            SsmApi.GET_PARAMETERS,
            (context, input) -> queries(context, "ssm:GetParameters", input.names()))
        .onMany(
            SsmApi.DELETE_PARAMETERS,
            (context, input) -> queries(context, "ssm:DeleteParameters", input.names()));
  }

  /** What lists are of, in AWS's denials: "on resource: arn:aws:ssm:region:account:*". */
  private static AccessTarget all(RequestContext context) {
    return AccessTarget.of(context.scope().arn("ssm", "*").toString(), context.scope().account());
  }

  private List<AccessQuery> queries(
      RequestContext context, String action, Collection<String> names) {
    return names.stream().map(name -> new AccessQuery(action, target(context, name))).toList();
  }

  private AccessTarget tagged(RequestContext context, String type, String id) {
    return type.equals("Document") ? document(context, id) : target(context, id);
  }

  /** Whether another account's document is shared is asked by the operation itself. */
  private AccessTarget document(RequestContext context, String text) {
    Arn arn = DocumentFinder.target(context.scope(), text);
    SsmRegion region = finder.region(arn.scope());
    DocumentRecord document =
        region.call(() -> region.documents().find(DocumentFinder.nameOf(arn)));
    Map<String, String> tags = document == null ? Map.of() : document.tags();
    ContextKeys keys =
        ContextKeys.builder().tags("aws:ResourceTag/", tags).tags("ssm:resourceTag/", tags).build();
    return AccessTarget.of(arn.toString(), context.scope().account()).with(keys);
  }

  /** A setting by its path, or its ARN. */
  private static AccessTarget setting(RequestContext context, String id) {
    String arn =
        id.startsWith("arn:") ? id : context.scope().arn("ssm", "servicesetting" + id).toString();
    return AccessTarget.of(arn, context.scope().account());
  }

  /** Both parameters are false by default; whether AWS tells policies so, is not known. */
  private static String isSet(Boolean given) {
    return Boolean.toString(Boolean.TRUE.equals(given));
  }

  private AccessTarget target(RequestContext context, String text) {
    return target(context, text, ContextKeys.builder());
  }

  private AccessTarget target(RequestContext context, String text, ContextKeys.Builder given) {
    ParameterName named = ParameterName.of(context.scope(), text);
    SsmRegion region = finder.region(named.scope());
    ParameterRecord parameter = region.call(() -> region.find(named.name()));
    Map<String, String> tags = parameter == null ? Map.of() : parameter.tags();
    ContextKeys keys = given.tags("aws:ResourceTag/", tags).tags("ssm:resourceTag/", tags).build();
    return AccessTarget.of(SsmRegion.arn(named.scope(), named.name()), named.scope().account())
        .with(keys);
  }
}
