/**
 * Lifecycle rules: their configuration, their evaluation for a version, and the sweep that applies
 * them.
 */
package dev.brume.s3.lifecycle;
