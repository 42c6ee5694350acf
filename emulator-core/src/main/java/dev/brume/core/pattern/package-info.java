/**
 * The pattern language of EventBridge's rules and SNS's filter policies: which JSON documents, or
 * which message attributes, match. A pattern is compiled once and reports every error in AWS's
 * words.
 */
package dev.brume.core.pattern;
