package dev.brume.lambda.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import dev.brume.core.kit.JsonDocument;
import dev.brume.lambda.FunctionContext;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** What a call's handler knows of it, as the {@code Context} of aws-lambda-java-core. */
final class HandlerContext {
  private HandlerContext() {}

  /**
   * The context of a call.
   *
   * @param type the interface {@code Context} that the handler's class was compiled against
   */
  static Object of(Class<?> type, FunctionContext call) {
    return proxy(type, (proxy, method, arguments) -> answer(call, method));
  }

  private static Object proxy(Class<?> type, InvocationHandler answers) {
    return Proxy.newProxyInstance(
        type.getClassLoader(),
        new Class<?>[] {type},
        (proxy, method, arguments) -> {
          if (method.getDeclaringClass() == Object.class) {
            return ofObject(proxy, method, arguments);
          }
          return method.isDefault()
              ? InvocationHandler.invokeDefault(proxy, method, arguments)
              : answers.invoke(proxy, method, arguments);
        });
  }

  private static Object ofObject(Object proxy, Method method, Object[] arguments) {
    return switch (method.getName()) {
      case "equals" -> proxy == arguments[0];
      case "hashCode" -> System.identityHashCode(proxy);
      default -> "the context of a call";
    };
  }

  private static Object answer(FunctionContext call, Method method) {
    return switch (method.getName()) {
      case "getAwsRequestId" -> call.requestId();
      case "getLogGroupName" -> call.logGroup();
      case "getLogStreamName" -> call.logStream();
      case "getFunctionName" -> call.functionName();
      case "getFunctionVersion" -> call.functionVersion();
      case "getInvokedFunctionArn" -> call.invokedFunctionArn();
      case "getRemainingTimeInMillis" -> (int) Math.min(Integer.MAX_VALUE, call.remainingMillis());
      case "getMemoryLimitInMB" -> call.memoryMegabytes();
      case "getLogger" ->
          proxy(method.getReturnType(), (proxy, log, arguments) -> log(call, arguments[0]));
      case "getClientContext" ->
          call.clientContext() == null
              ? null
              : clientContext(method.getReturnType(), call.clientContext());
      default -> null;
    };
  }

  private static Object log(FunctionContext call, Object message) {
    call.log(
        message instanceof byte[] bytes
            ? new String(bytes, StandardCharsets.UTF_8)
            : String.valueOf(message));
    return null;
  }

  private static Object clientContext(Class<?> type, String json) {
    JsonNode context = JsonDocument.COMMON.find(json).orElse(JsonDocument.newObject());
    return proxy(
        type,
        (proxy, method, arguments) ->
            switch (method.getName()) {
              case "getCustom" -> texts(context.path("custom"));
              case "getEnvironment" -> texts(context.path("env"));
              default -> null;
            });
  }

  private static Map<String, String> texts(JsonNode object) {
    Map<String, String> texts = new HashMap<>();
    object.properties().forEach(one -> texts.put(one.getKey(), one.getValue().asText()));
    return texts;
  }
}
