/** Layers and their versions. */
package dev.brume.lambda.layer;
