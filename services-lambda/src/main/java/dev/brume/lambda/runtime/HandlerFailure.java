package dev.brume.lambda.runtime;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.brume.core.kit.JsonDocument;
import java.io.PrintWriter;
import java.io.StringWriter;

/** What a function in this program has thrown, as AWS's runtime for Java tells it. */
final class HandlerFailure {
  private static final int MAX_CAUSES = 16;
  private static final String BELOW = "dev.brume.lambda.runtime.";

  private HandlerFailure() {}

  /** The failure as the function's answer. */
  static String json(Throwable failure) {
    return JsonDocument.text(node(failure, MAX_CAUSES));
  }

  private static ObjectNode node(Throwable failure, int causes) {
    ObjectNode node = JsonDocument.newObject();
    node.put("errorMessage", failure.getMessage());
    node.put("errorType", failure.getClass().getName());
    ArrayNode trace = node.putArray("stackTrace");
    for (StackTraceElement frame : failure.getStackTrace()) {
      String name = frame.getClassName();
      if (name.startsWith(BELOW) || name.startsWith("jdk.internal.reflect.")) {
        break;
      }
      trace.add(name + "." + frame.getMethodName() + place(frame));
    }
    if (failure.getCause() != null && causes > 0) {
      node.set("cause", node(failure.getCause(), causes - 1));
    }
    return node;
  }

  private static String place(StackTraceElement frame) {
    if (frame.isNativeMethod()) {
      return "(Native Method)";
    }
    return frame.getFileName() == null
        ? "(Unknown Source)"
        : "(" + frame.getFileName() + ":" + frame.getLineNumber() + ")";
  }

  /** The failure as it stands in the log. */
  static String text(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
