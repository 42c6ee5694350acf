package dev.brume.lambda;

import dev.brume.core.error.AwsError;
import dev.brume.core.gateway.Dialect;
import dev.brume.core.gateway.RequestContext;
import dev.brume.core.http.Headers;
import dev.brume.core.schema.Operation;
import dev.brume.lambda.api.LambdaApi;

/** The wire behaviour of Lambda that models and protocols do not define. */
final class LambdaDialect implements Dialect {
  @Override
  public int maxBodyBytes(Operation<?, ?> operation) {
    if (takesCode(operation)) {
      return LambdaQuotas.CODE_REQUEST_BYTES;
    }
    return isInvocation(operation) ? LambdaQuotas.PAYLOAD_BYTES : MAX_BODY_BYTES;
  }

  private static boolean takesCode(Operation<?, ?> operation) {
    return operation == LambdaApi.CREATE_FUNCTION
        || operation == LambdaApi.UPDATE_FUNCTION_CODE
        || operation == LambdaApi.PUBLISH_LAYER_VERSION;
  }

  private static boolean isInvocation(Operation<?, ?> operation) {
    return operation == LambdaApi.INVOKE || operation == LambdaApi.INVOKE_WITH_RESPONSE_STREAM;
  }

  /** Functions' responses are sent as JSON, although the model defines a blob. */
  @Override
  public void addHeaders(RequestContext context, Headers headers) {
    if (context.operation() == LambdaApi.INVOKE) {
      headers.set("Content-Type", "application/json");
    }
  }

  /** Of CreateFunction as recorded on AWS in November 2025. */
  @Override
  public AwsError bodyTooLarge(Operation<?, ?> operation, int limitBytes) {
    if (operation == null) {
      return bodyTooLarge(limitBytes);
    }
    String name = isInvocation(operation) ? "InvokeFunction" : operation.name();
    return LambdaFaults.tooLarge(
        "Request must be smaller than " + limitBytes + " bytes for the " + name + " operation");
  }
}
