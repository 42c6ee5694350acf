/**
 * Lifecycle rules: their configuration, what they say of a version, and the sweep that carries them
 * out.
 */
package dev.brume.s3.lifecycle;
