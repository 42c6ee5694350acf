package dev.brume.lambda.engine;

import java.util.List;

/**
 * A version of a layer.
 *
 * @param layer the layer's name
 * @param number from 1
 * @param description "" if there is none
 * @param licence null if not set
 * @param runtimes its compatible runtimes
 * @param architectures null if not set
 * @param code its archive
 * @param createdMillis when it was published
 */
public record LayerVersionRecord(
    String layer,
    long number,
    String description,
    String licence,
    List<String> runtimes,
    List<String> architectures,
    CodePackage code,
    long createdMillis) {}
