package dev.brume.lambda.function;

import dev.brume.core.blob.StoredBody;
import dev.brume.core.effect.StoreSection;
import dev.brume.core.gateway.InternalEndpoint;
import dev.brume.core.http.Headers;
import dev.brume.core.http.HttpRequest;
import dev.brume.core.http.HttpResponse;
import dev.brume.core.scope.Scope;
import dev.brume.lambda.FunctionFinder;
import dev.brume.lambda.engine.CodePackage;
import dev.brume.lambda.engine.FunctionVersionRecord;
import dev.brume.lambda.engine.LambdaRegion;
import dev.brume.lambda.engine.LayerVersionRecord;

/** Serves the archives of functions and layers at {@link CodeLocations}. */
public final class CodeDownloads implements InternalEndpoint {
  private static final int SEGMENTS = 5;
  private static final int NOT_FOUND = 404;

  private final FunctionFinder finder;
  private final StoreSection section;

  /**
   * @param finder finds functions and layers
   * @param section the section for reading the state
   */
  public CodeDownloads(FunctionFinder finder, StoreSection section) {
    this.finder = finder;
    this.section = section;
  }

  @Override
  public HttpResponse handle(HttpRequest request) {
    String path = request.path().replace("%24", "$");
    String[] parts = path.substring(CodeLocations.PATH.length() + 1).split("/");
    if (parts.length != SEGMENTS) {
      return HttpResponse.empty(NOT_FOUND);
    }
    return section.call(
        () -> {
          LambdaRegion region = finder.region(new Scope(parts[1], parts[2]));
          StoredBody archive =
              parts[0].equals("layers")
                  ? layer(region, parts[3], parts[4])
                  : function(region, parts[3], parts[4]);
          return archive == null
              ? HttpResponse.empty(NOT_FOUND)
              : HttpResponse.streaming(
                  200,
                  new Headers().add("Content-Type", "application/zip"),
                  archive.stream(0, archive.length()));
        });
  }

  private static StoredBody function(LambdaRegion region, String name, String version) {
    FunctionVersionRecord found = region.version(name, version);
    return found == null ? null : archive(found.code());
  }

  private static StoredBody layer(LambdaRegion region, String name, String number) {
    LayerVersionRecord found =
        number.matches("\\d{1,18}") ? region.layers().version(name, Long.parseLong(number)) : null;
    return found == null ? null : archive(found.code());
  }

  private static StoredBody archive(CodePackage code) {
    return code.archive();
  }
}
