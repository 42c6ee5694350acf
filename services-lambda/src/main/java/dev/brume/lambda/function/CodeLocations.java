package dev.brume.lambda.function;

import dev.brume.core.gateway.RequestContext;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.scope.Scope;
import dev.brume.lambda.engine.FunctionVersionRecord;
import java.util.Base64;
import java.util.HexFormat;

/**
 * The download URLs of the archives of functions and layers: at the emulator itself, with the host
 * name of the client's request.
 */
public final class CodeLocations {
  /** The prefix of all locations. */
  public static final String PATH = "/_aws/lambda/code";

  private CodeLocations() {}

  /** The location of a version's code. */
  public static String ofFunction(RequestContext context, FunctionVersionRecord version) {
    return origin(context.http())
        + PATH
        + "/functions/"
        + place(context.scope())
        + version.function()
        + "/"
        + version.version().replace("$", "%24")
        + "?sha256="
        + hexadecimal(version.code().sha256());
  }

  /** The location of a layer version's code. */
  public static String ofLayer(RequestContext context, Scope scope, String layer, long number) {
    return origin(context.http()) + PATH + "/layers/" + place(scope) + layer + "/" + number;
  }

  private static String place(Scope scope) {
    return scope.account() + "/" + scope.region() + "/";
  }

  private static String origin(HttpRequest request) {
    String host = request.header("Host");
    String scheme = request.connection().isSecure() ? "https://" : "http://";
    return scheme + (host == null ? "localhost" : host);
  }

  /** The digest in a form that needs no escaping. */
  private static String hexadecimal(String base64) {
    return HexFormat.of().formatHex(Base64.getDecoder().decode(base64));
  }
}
