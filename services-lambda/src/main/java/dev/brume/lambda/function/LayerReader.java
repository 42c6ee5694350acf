package dev.brume.lambda.function;

import dev.brume.core.error.AwsError;
import dev.brume.core.scope.Arn;
import dev.brume.lambda.FunctionFinder;
import dev.brume.lambda.LambdaFaults;
import dev.brume.lambda.LambdaQuotas;
import dev.brume.lambda.engine.FunctionSettings.AttachedLayer;
import dev.brume.lambda.engine.LambdaRegion;
import dev.brume.lambda.engine.LayerVersionRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the layers requested for a function.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/adding-layers.html">Adding layers to
 *     functions</a>
 */
final class LayerReader {
  private final FunctionFinder finder;

  LayerReader(FunctionFinder finder) {
    this.finder = finder;
  }

  /**
   * The layers of these ARNs, in a section of the store.
   *
   * @param unzippedSize of the function's own code, in bytes
   * @throws AwsError InvalidParameterValueException
   */
  List<AttachedLayer> read(LambdaRegion region, List<String> arns, long unzippedSize) {
    if (arns == null || arns.isEmpty()) {
      return List.of();
    }
    if (arns.size() > LambdaQuotas.LAYERS) {
      throw LambdaFaults.invalid("Cannot reference more than " + LambdaQuotas.LAYERS + " layers.");
    }
    refuseTwice(arns);
    List<AttachedLayer> layers = new ArrayList<>();
    long total = unzippedSize;
    for (String text : arns) {
      LayerVersionRecord version = find(region, text);
      total += version.code().unzippedSize();
      layers.add(new AttachedLayer(text, version.code().size(), version.code().unzippedSize()));
    }
    if (total > LambdaQuotas.UNZIPPED_BYTES) {
      throw LambdaFaults.invalid(
          "Layers consume more than the available size of "
              + LambdaQuotas.UNZIPPED_BYTES
              + " bytes");
    }
    return List.copyOf(layers);
  }

  private static void refuseTwice(List<String> arns) {
    Map<String, String> byLayer = new HashMap<>();
    for (String text : arns) {
      String other = byLayer.putIfAbsent(text.substring(0, text.lastIndexOf(':')), text);
      if (other != null) {
        throw LambdaFaults.invalid(
            "Two different versions of the same layer are not allowed to be referenced in the same"
                + " function. "
                + other
                + " and "
                + text
                + " are versions of the same layer.");
      }
    }
  }

  private LayerVersionRecord find(LambdaRegion region, String text) {
    Arn arn = Arn.parse(text).orElseThrow(() -> missing(text));
    if (!arn.region().equals(region.scope().region())) {
      throw LambdaFaults.invalid(
          "Layers are not in the same region as the function. Layers are expected to be in region "
              + region.scope().region()
              + ".");
    }
    LayerVersionRecord version = null;
    if (arn.resourceType().equals("layer") && arn.qualifier().matches("\\d{1,18}")) {
      version =
          finder
              .region(arn.scope())
              .layers()
              .version(arn.resourceId(), Long.parseLong(arn.qualifier()));
    }
    if (version == null) {
      throw missing(text);
    }
    return version;
  }

  private static AwsError missing(String arn) {
    return LambdaFaults.invalid("Layer version " + arn + " does not exist.");
  }
}
