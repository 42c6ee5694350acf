package dev.brume.s3.control;

import dev.brume.core.access.AccessTarget;
import dev.brume.core.gateway.AccessTable;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.gateway.ServiceAccess;
import dev.brume.core.schema.Operation;
import dev.brume.core.schema.Struct;
import dev.brume.s3.api.S3Api;
import dev.brume.s3.control.api.S3ControlApi;
import java.util.function.Function;

/**
 * The permissions of S3 Control's operations. All of them are for the caller's own account, which
 * the operation checks.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html">Actions,
 *     resources, and condition keys for Amazon S3</a>
 */
final class ControlAccess {
  private final AccessTable table = new AccessTable("s3");

  private ControlAccess() {}

  static ServiceAccess table() {
    ControlAccess access = new ControlAccess();
    access.onPoint(S3ControlApi.CREATE_ACCESS_POINT, input -> input.name());
    access.onPoint(S3ControlApi.DELETE_ACCESS_POINT, input -> input.name());
    access.onPoint(S3ControlApi.DELETE_ACCESS_POINT_POLICY, input -> input.name());
    access.onPoint(S3ControlApi.GET_ACCESS_POINT, input -> input.name());
    access.onPoint(S3ControlApi.GET_ACCESS_POINT_POLICY, input -> input.name());
    access.onPoint(S3ControlApi.GET_ACCESS_POINT_POLICY_STATUS, input -> input.name());
    access.onPoint(S3ControlApi.PUT_ACCESS_POINT_POLICY, input -> input.name());
    access.onAccount(S3ControlApi.DELETE_PUBLIC_ACCESS_BLOCK, "PutAccountPublicAccessBlock");
    access.onAccount(S3ControlApi.GET_PUBLIC_ACCESS_BLOCK, "GetAccountPublicAccessBlock");
    access.onAccount(S3ControlApi.PUT_PUBLIC_ACCESS_BLOCK, "PutAccountPublicAccessBlock");
    access.onResource(S3ControlApi.LIST_TAGS_FOR_RESOURCE, input -> input.resourceArn());
    access.onResource(S3ControlApi.TAG_RESOURCE, input -> input.resourceArn());
    access.onResource(S3ControlApi.UNTAG_RESOURCE, input -> input.resourceArn());
    return access.table.onAny(S3ControlApi.LIST_ACCESS_POINTS);
  }

  private <I extends Struct> void onPoint(Operation<I, ?> operation, Function<I, String> name) {
    table.on(operation, (context, input) -> own(context, "accesspoint/" + name.apply(input)));
  }

  private static AccessTarget own(RequestContext context, String resource) {
    return AccessTarget.of(
        context.scope().arn(S3Api.SERVICE.id(), resource).toString(), context.scope().account());
  }

  private void onAccount(Operation<?, ?> operation, String action) {
    table.on(operation, action, (context, input) -> AccessTarget.ANY);
  }

  private <I extends Struct> void onResource(Operation<I, ?> operation, Function<I, String> arn) {
    table.on(
        operation,
        (context, input) -> AccessTarget.of(arn.apply(input), context.scope().account()));
  }
}
