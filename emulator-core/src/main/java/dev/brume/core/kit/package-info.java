/**
 * What nearly every AWS service has, written once: page tokens, tags, names and quotas, JSON inside
 * of strings, message attributes, and states that pass with time. It knows no service and no wire;
 * each service brings its own numbers and its own error texts.
 */
package dev.brume.core.kit;
