package dev.brume.lambda.engine;

import java.util.List;

/**
 * A version of a layer.
 *
 * @param layer the layer's name
 * @param number from 1
 * @param description "" where there is none
 * @param licence null where none is named
 * @param runtimes those that it is meant for
 * @param architectures null where none is named
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
