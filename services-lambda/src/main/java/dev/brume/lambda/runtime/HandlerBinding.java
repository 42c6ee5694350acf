package dev.brume.lambda.runtime;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.brume.lambda.FunctionContext;
import dev.brume.lambda.FunctionHandler;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.function.Function;

/**
 * Makes handlers of what users have: their own, functions, and the interfaces of AWS's
 * aws-lambda-java-core, which is found by name where the user has it. Events become the type that a
 * handler's class names: beans by their setters, whatever the case of the names; where it names
 * none, as lambda expressions don't, maps, lists, texts and numbers.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/java-handler.html">Define Lambda
 *     function handler in Java</a>
 */
final class HandlerBinding {
  private static final String CORE = "com.amazonaws.services.lambda.runtime.";

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_PROPERTIES)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
          .build();

  private HandlerBinding() {}

  /**
   * A handler of what a user has.
   *
   * @throws IllegalArgumentException where it is nothing that can be called
   */
  static FunctionHandler of(Object handler) {
    if (handler instanceof FunctionHandler own) {
      return own;
    }
    Class<?> stream = find(handler.getClass(), CORE + "RequestStreamHandler");
    if (stream != null) {
      return ofStreams(handler, stream);
    }
    Class<?> request = find(handler.getClass(), CORE + "RequestHandler");
    if (request != null) {
      return ofRequests(handler, request);
    }
    if (handler instanceof Function<?, ?> function) {
      return ofFunction(function);
    }
    throw new IllegalArgumentException(
        handler.getClass().getName()
            + " is no FunctionHandler, no Function, no RequestHandler and no RequestStreamHandler");
  }

  /** An interface of that name which a class has, or null. */
  private static Class<?> find(Class<?> type, String name) {
    for (Class<?> at = type; at != null; at = at.getSuperclass()) {
      for (Class<?> one : at.getInterfaces()) {
        Class<?> found = one.getName().equals(name) ? one : find(one, name);
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }

  private static Method method(Class<?> type) {
    for (Method method : type.getMethods()) {
      if (method.getName().equals("handleRequest")) {
        return method;
      }
    }
    throw new IllegalArgumentException(type + " has no method handleRequest");
  }

  private static Object call(Object handler, Method method, Object... arguments) throws Exception {
    try {
      return method.invoke(handler, arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw e.getCause() instanceof Exception failure ? failure : e;
    }
  }

  private static FunctionHandler ofStreams(Object handler, Class<?> type) {
    Method method = method(type);
    Class<?> context = method.getParameterTypes()[2];
    return (event, call) -> {
      InputStream in = new ByteArrayInputStream(event);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      call(handler, method, in, out, HandlerContext.of(context, call));
      return out.toByteArray();
    };
  }

  private static FunctionHandler ofRequests(Object handler, Class<?> type) {
    Method method = method(type);
    Class<?> context = method.getParameterTypes()[1];
    JavaType input = input(handler, type);
    return (event, call) ->
        write(call(handler, method, read(event, input), HandlerContext.of(context, call)));
  }

  private static <I, O> FunctionHandler ofFunction(Function<I, O> function) {
    JavaType input = input(function, Function.class);
    return (byte[] event, FunctionContext call) -> {
      @SuppressWarnings("unchecked") // what was read is of the type that the function's class names
      I value = (I) read(event, input);
      return write(function.apply(value));
    };
  }

  /** The type of events that a handler's class names, or any. */
  private static JavaType input(Object handler, Class<?> type) {
    JavaType[] types = MAPPER.constructType(handler.getClass()).findTypeParameters(type);
    return types == null || types.length == 0 ? MAPPER.constructType(Object.class) : types[0];
  }

  private static Object read(byte[] event, JavaType type) throws IOException {
    try {
      return MAPPER.readValue(event, type);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("An error occurred during JSON parsing", e);
    }
  }

  private static byte[] write(Object answer) throws IOException {
    return MAPPER.writeValueAsBytes(answer);
  }
}
