/**
 * Parts common to nearly all AWS services: page tokens, tags, names and quotas, JSON documents in
 * strings, message attributes, and transitional states. It depends on no service and no protocol;
 * each service supplies its own numbers and error texts.
 */
package dev.brume.core.kit;
